import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { textsIn } from '../config/read-directory';
import { github } from '../lint/format/github';
import { json } from '../lint/format/json';
import { pretty } from '../lint/format/pretty';
import { sarif } from '../lint/format/sarif';
import { lint as check } from '../lint/lint';
import type { LintOptions } from '../lint/lint-options';
import { OPTIONS_FILES, readLintOptions } from '../lint/read-options';
import { directoryIn, formatIn, versionIn } from './arguments';
import { ExitCode, MisuseError, type CliOptions, type Command } from './command';

/** `cdk8s-asterisk lint DIR`: what is wrong in a directory of Asterisk's files. */
export const lint: Command = {
  usage: 'DIR [--asterisk 16|22] [--format pretty|json|sarif|github] [--config FILE]',
  summary: 'checks a directory of files of Asterisk, hand-written or synthesized, and says where what is wrong',
  help: [
    '--asterisk 16|22                   the version of Asterisk (default 22)',
    '--format pretty|json|sarif|github  how findings are written (default pretty)',
    `--config FILE                      the severities of rules, and what is meant (default DIR/${OPTIONS_FILES[0]})`,
  ],
  options: {
    asterisk: { type: 'string', default: '22' },
    format: { type: 'string', default: 'pretty' },
    config: { type: 'string' },
  },

  run(positionals, options, io) {
    const directory = directoryIn('lint', positionals);
    const version = versionIn('lint', options.asterisk);
    const format = formatIn('lint', options.format, { pretty, json, sarif, github });
    const texts = textsIn(directory);
    const result = check({ texts, version, options: optionsOf(directory, options.config) });
    const below = relative('', directory);
    io.stdout(format({ ...result, texts, prefix: below === '' ? '' : `${below}/` }));
    const isClean = result.findings.every(({ severity }) => severity === 'info');
    return Promise.resolve(isClean ? ExitCode.clean : ExitCode.findings);
  },
};

function optionsOf(directory: string, given: CliOptions[string]): LintOptions | undefined {
  const file =
    typeof given === 'string'
      ? given
      : OPTIONS_FILES.map((name) => join(directory, name)).find((each) => existsSync(each));
  if (file === undefined) {
    return undefined;
  }
  if (!existsSync(file)) {
    throw new MisuseError(`lint: there is no file '${file}', give one with --config`);
  }
  return readLintOptions(readFileSync(file, 'utf8'), file);
}
