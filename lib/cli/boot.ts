import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ValidationError } from '../conf/validation-error';
import { parseCallPlan } from '../testing/calls/call-plan';
import { CallNetwork } from '../testing/calls/call-network';
import { runCalls } from '../testing/calls/run-calls';
import { whyNoNetwork } from '../testing/network/network-namespace';
import { problemsIn } from '../testing/real-asterisk/problem';
import { AsteriskBootTimeoutError, AsteriskExitedError } from '../testing/real-asterisk/running-asterisk';
import { prepareAsterisk } from '../testing/real-asterisk/prepare-asterisk';
import type { AsteriskProvider } from '../testing/real-asterisk/asterisk-provider';
import { startAsterisk } from '../testing/real-asterisk/start-asterisk';
import { bootFindings, callFindings, formatJson, formatPretty, type BootReport } from './boot-report';
import { confFiles, directoryIn, formatIn, versionIn } from './arguments';
import { ExitCode, MisuseError, type Command } from './command';

const timeLimit = 60_000;

/** `cdk8s-asterisk boot DIR`: what the real Asterisk says when it boots on these files. */
export const boot: Command = {
  usage: 'DIR [--asterisk 16|22] [--calls FILE] [--format pretty|json]',
  summary:
    'boots the real Asterisk on a directory of its files, and reports each WARNING and ERROR; makes calls, if asked to',
  help: [
    '--asterisk 16|22       the version of Asterisk (default 22)',
    '--calls FILE           calls to make between real phones and providers, in a network of its own; see docs/calls.md',
    '--format pretty|json   how findings are written (default pretty)',
  ],
  options: {
    asterisk: { type: 'string', default: '22' },
    calls: { type: 'string' },
    format: { type: 'string', default: 'pretty' },
  },

  async run(positionals, options, io) {
    const directory = directoryIn('boot', positionals);
    const version = versionIn('boot', options.asterisk);
    const format = formatIn('boot', options.format, { pretty: formatPretty, json: formatJson });
    const provider = prepareAsterisk(version);
    if ('unavailable' in provider) {
      throw new MisuseError(provider.unavailable);
    }
    const { calls } = options;
    const report =
      typeof calls === 'string' ? await callOn(directory, provider, calls) : await bootOn(directory, provider);
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
    return notBooted(error, { version, files, findings: bootFindings(asterisk.problems()) });
  } finally {
    await asterisk.stop();
  }
}

/** The report of an Asterisk that did not get there. */
function notBooted(error: unknown, report: BootReport): BootReport {
  const [message = '', ...lastLines] = messageOf(error).split('\n');
  const rule = error instanceof AsteriskExitedError ? 'boot-exit' : 'boot-timeout';
  return {
    ...report,
    findings: [...report.findings, { rule, severity: 'error', message, file: null, line: null, column: null }],
    lastLines,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Boots in a network with everybody that the files know, and makes the calls of a plan. */
async function callOn(directory: string, provider: AsteriskProvider, path: string): Promise<BootReport> {
  const missing = whyNoNetwork();
  if (missing !== undefined || provider.kind !== 'rootfs') {
    throw new MisuseError(`boot --calls: ${missing ?? 'calls need root file systems, made by mmdebstrap as root'}`);
  }
  const file = basename(path);
  const plan = parseCallPlan(readPlan(path), file);
  const started = performance.now();
  const version = provider.version.full;
  const files = confFiles(directory).length;
  let network: CallNetwork;
  try {
    network = await CallNetwork.start(directory, plan, provider, file);
  } catch (error) {
    if (error instanceof AsteriskExitedError || error instanceof AsteriskBootTimeoutError) {
      return notBooted(error, { version, files, findings: bootFindings(problemsIn(error.message)) });
    }
    throw error instanceof ValidationError
      ? error
      : new MisuseError(`boot --calls: the network cannot be started: ${messageOf(error)}`);
  }
  try {
    const seconds = (performance.now() - started) / 1000;
    const calls = await runCalls(network, plan.calls);
    const [, modules] = /(\d+) modules loaded/.exec((await network.asterisk?.cli('module show')) ?? '') ?? [];
    const findings = [
      ...bootFindings(network.asterisk?.problems() ?? []),
      ...callFindings(calls, network.unregistered, file),
    ];
    return {
      version,
      files,
      seconds,
      modules: Number(modules),
      findings,
      calls,
    };
  } finally {
    await network.remove();
  }
}

function readPlan(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new MisuseError(`boot: '${path}' cannot be read, name a file of calls; docs/calls.md explains it`);
  }
}
