import { AsteriskExitedError } from '../testing/real-asterisk/running-asterisk';
import { prepareAsterisk } from '../testing/real-asterisk/prepare-asterisk';
import type { AsteriskProvider } from '../testing/real-asterisk/asterisk-provider';
import { startAsterisk } from '../testing/real-asterisk/start-asterisk';
import { bootFindings, formatJson, formatPretty, type BootReport } from './boot-report';
import { confFiles, directoryIn, formatIn, versionIn } from './arguments';
import { ExitCode, MisuseError, type Command } from './command';

const timeLimit = 60_000;

/** `cdk8s-asterisk boot DIR`: what the real Asterisk says when it boots on these files. */
export const boot: Command = {
  usage: 'DIR [--asterisk 16|22] [--format pretty|json]',
  summary: 'boots the real Asterisk on a directory of its files, and reports each WARNING and ERROR',
  help: [
    '--asterisk 16|22       the version of Asterisk (default 22)',
    '--format pretty|json   how findings are written (default pretty)',
  ],
  options: { asterisk: { type: 'string', default: '22' }, format: { type: 'string', default: 'pretty' } },

  async run(positionals, options, io) {
    const directory = directoryIn('boot', positionals);
    const version = versionIn('boot', options.asterisk);
    const format = formatIn('boot', options.format, { pretty: formatPretty, json: formatJson });
    const provider = prepareAsterisk(version);
    if ('unavailable' in provider) {
      throw new MisuseError(provider.unavailable);
    }
    const report = await bootOn(directory, provider);
    io.stdout(format(report));
    return report.findings.length === 0 ? ExitCode.clean : ExitCode.findings;
  },
};

async function bootOn(directory: string, provider: AsteriskProvider): Promise<BootReport> {
  const asterisk = await startAsterisk({ provider, configDirectory: directory });
  const files = confFiles(directory).length;
  const version = provider.version.full;
  try {
    const { seconds } = await asterisk.booted(timeLimit);
    const [, modules] = /(\d+) modules loaded/.exec(await asterisk.cli('module show')) ?? [];
    return { version, files, seconds, modules: Number(modules), findings: bootFindings(asterisk.problems()) };
  } catch (error) {
    const findings = bootFindings(asterisk.problems());
    const [message = '', ...lastLines] = (error instanceof Error ? error.message : String(error)).split('\n');
    const rule = error instanceof AsteriskExitedError ? 'boot-exit' : 'boot-timeout';
    return {
      version,
      files,
      findings: [...findings, { rule, severity: 'error', message, file: null, line: null, column: null }],
      lastLines,
    };
  } finally {
    await asterisk.stop();
  }
}
