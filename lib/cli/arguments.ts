import { readdirSync, statSync } from 'node:fs';
import { AsteriskVersion } from '../catalog/version';
import { MisuseError, type CliOptions } from './command';

/** The one directory of Asterisk's files that a command is given. */
export function directoryIn(command: string, positionals: readonly string[]): string {
  const [directory, ...more] = positionals;
  if (directory === undefined || more.length > 0) {
    throw new MisuseError(`${command}: ${positionals.length} directories were given, name one: ${command} DIR`);
  }
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new MisuseError(`${command}: '${directory}' is no directory, name one that holds Asterisk's .conf files`);
  }
  if (confFiles(directory).length === 0) {
    throw new MisuseError(`${command}: '${directory}' holds no .conf file, name a directory of Asterisk's files`);
  }
  return directory;
}

/** The names of the files of configuration in a directory. */
export function confFiles(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.endsWith('.conf'));
}

/** The version that `--asterisk` names. */
export function versionIn(command: string, given: CliOptions[string]): AsteriskVersion {
  const found = AsteriskVersion.ALL.find(({ major }) => String(major) === given);
  if (found === undefined) {
    const allowed = AsteriskVersion.ALL.map(({ major }) => major).join(', ');
    throw new MisuseError(`${command}: --asterisk is '${String(given)}', allowed are: ${allowed}`);
  }
  return found;
}

/** What `--format` names, among those that a command has. */
export function formatIn<T>(command: string, given: CliOptions[string], formats: Readonly<Record<string, T>>): T {
  const found = typeof given === 'string' && Object.hasOwn(formats, given) ? formats[given] : undefined;
  if (found === undefined) {
    throw new MisuseError(
      `${command}: --format is '${String(given)}', allowed are: ${Object.keys(formats).join(', ')}`,
    );
  }
  return found;
}
