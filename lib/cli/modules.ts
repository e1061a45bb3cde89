import type { AsteriskVersion } from '../catalog/version';
import type { ValidationError } from '../conf/validation-error';
import { modulesFile, type ResolvedModule } from '../config/modules-file';
import { print } from '../conf/print';
import { textsIn } from '../config/read-directory';
import { readSources } from '../config/read-sources';
import { resolveModules } from '../config/resolve-modules';
import { directoryIn, formatIn, versionIn } from './arguments';
import { ExitCode, type Command } from './command';

/** What a directory of files needs. */
interface ModulesReport {
  readonly version: AsteriskVersion;
  readonly modules: readonly ResolvedModule[];
  /** What cannot be read, and what the files use and this version does not have. */
  readonly unknown: readonly ValidationError[];
}

/** `cdk8s-asterisk modules DIR`: the modules that these files need, and why each. */
export const modules: Command = {
  usage: 'DIR [--asterisk 16|22] [--format pretty|json|conf]',
  summary: 'lists the modules that a directory of files needs, and why each; modules.conf itself is not asked',
  help: [
    '--asterisk 16|22            the version of Asterisk (default 22)',
    '--format pretty|json|conf   how they are written; conf is a modules.conf (default pretty)',
  ],
  options: { asterisk: { type: 'string', default: '22' }, format: { type: 'string', default: 'pretty' } },

  run(positionals, options, io) {
    const directory = directoryIn('modules', positionals);
    const version = versionIn('modules', options.asterisk);
    const format = formatIn('modules', options.format, { pretty, json, conf });
    const sources = readSources(textsIn(directory)).filter(({ file }) => file.name !== 'modules.conf');
    const files = sources.map(({ file }) => file);
    // Of a file with a mistake Asterisk may read nothing; what else is in it tells what was meant.
    const unknown = sources.flatMap(({ mistakes }) => mistakes);
    const found = resolveModules(files, version, {
      onUnknown: (error) => {
        unknown.push(error);
      },
    });
    const report = { version, modules: found, unknown };
    io.stdout(format(report));
    if (unknown.length > 0) {
      // A program that reads the list is told beside it.
      io.stderr([...new Set(unknown.map(({ message }) => `${message}\n`))].join(''));
    }
    return Promise.resolve(unknown.length === 0 ? ExitCode.clean : ExitCode.findings);
  },
};

function pretty({ version, modules: found }: ModulesReport): string {
  const width = Math.max(0, ...found.map(({ name }) => name.length));
  const lines = found.map(({ name, reason }) => `${name.padEnd(width)}  ${reason}`);
  return [...lines, `Asterisk ${version.full}: ${found.length} modules beyond those built in`, ''].join('\n');
}

function json({ version, modules: found, unknown }: ModulesReport): string {
  const findings = unknown.map(({ code, message }) => ({
    rule: code,
    severity: 'error',
    message,
    file: null,
    line: null,
    column: null,
  }));
  return `${JSON.stringify({ asterisk: version.full, modules: found, findings }, null, 2)}\n`;
}

function conf({ modules: found }: ModulesReport): string {
  return print(modulesFile(found));
}
