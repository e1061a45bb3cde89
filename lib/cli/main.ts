import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ValidationError } from '../conf/validation-error';
import { boot } from './boot';
import { catalog } from './catalog';
import { diff } from './diff';
import { draw } from './draw';
import { lint } from './lint';
import { modules } from './modules';
import { route } from './route';
import { ExitCode, MisuseError, type CliIo, type CliOptions, type Command } from './command';

const commands: Readonly<Record<string, Command>> = { boot, catalog, diff, draw, lint, modules, route };

/**
 * Runs the command line `cdk8s-asterisk`.
 *
 * @param argv what follows the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 misuse
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  const [name = '', ...rest] = argv;
  try {
    if (name === '--help' || name === '-h') {
      io.stdout(help());
      return ExitCode.clean;
    }
    if (name === '--version') {
      io.stdout(`${version()}\n`);
      return ExitCode.clean;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      const wrong = name === '' ? 'no command was given' : `there is no command '${name}'`;
      throw new MisuseError(`${wrong}, commands are: ${Object.keys(commands).join(', ')}; see --help`);
    }
    const { values, positionals } = parse(name, command, rest);
    if (values.help === true) {
      io.stdout(commandHelp(name, command));
      return ExitCode.clean;
    }
    return await command.run(positionals, values, io);
  } catch (error) {
    if (error instanceof MisuseError || error instanceof ValidationError) {
      io.stderr(`cdk8s-asterisk: ${error.message}\n`);
      return ExitCode.misuse;
    }
    throw error;
  }
}

function parse(
  name: string,
  command: Command,
  args: readonly string[],
): { readonly values: CliOptions; readonly positionals: readonly string[] } {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values, positionals };
  } catch (error) {
    const known = Object.keys(options).map((option) => `--${option}`);
    const [wrong = ''] = (error as Error).message.split('. ');
    throw new MisuseError(`${name}: ${wrong}; options are: ${known.join(', ')}`);
  }
}

function help(): string {
  const rows = Object.entries(commands).map(([name, { usage, summary }]) => `  ${name} ${usage}\n      ${summary}`);
  return [
    'usage: cdk8s-asterisk COMMAND …',
    '',
    'commands:',
    ...rows,
    '',
    'options:',
    '  --help      this text; after a command, its options',
    '  --version   the version of cdk8s-asterisk',
    '',
    'exit code: 0 nothing found, 1 findings, 2 misuse',
    '',
  ].join('\n');
}

function commandHelp(name: string, { usage, summary, help: lines }: Command): string {
  return [
    `usage: cdk8s-asterisk ${name} ${usage}`,
    '',
    summary,
    '',
    'options:',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** The package's version; its description lies above this file, however deep the build puts it. */
function version(): string {
  for (let directory = __dirname; directory !== dirname(directory); directory = dirname(directory)) {
    try {
      const parsed = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
      return parsed.version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
    }
  }
  return 'unknown';
}
