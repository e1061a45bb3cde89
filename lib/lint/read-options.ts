import { isMap, isScalar, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import { didYouMean } from '../conf/did-you-mean';
import { shown, ValidationError } from '../conf/validation-error';
import type { LintOptions } from './lint-options';
import { rules } from './rules';

/** The names under which a directory's own options are looked for, in this order. */
export const OPTIONS_FILES = ['.asterisk-lint.json', '.asterisk-lint.yaml'] as const;

const LISTS = ['inbound', 'trunks', 'emergency', 'open'] as const;
const KEYS = ['rules', 'country', ...LISTS] as const;
const SEVERITIES = ['error', 'warning', 'info', 'off'];
const NUMBERS = ['international', 'premium'];

/**
 * Reads `.asterisk-lint.json`, or the same as YAML.
 *
 * @throws ValidationError `LintOptions`, at the place of the mistake
 */
export function readLintOptions(text: string, file: string): LintOptions {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const fail = (message: string, offset = 0): never => {
    const { line, col } = counter.linePos(offset);
    throw new ValidationError('LintOptions', message, { file, line: Math.max(1, line), column: Math.max(1, col) });
  };
  const [error] = document.errors;
  if (error !== undefined) {
    fail(`this is neither JSON nor YAML: ${error.message.split('\n')[0] ?? ''}`, error.pos[0]);
  }
  if (!isMap<Node, Node>(document.contents)) {
    return fail('the options are no object: write {"rules": {…}}');
  }
  for (const { key, value } of document.contents.items) {
    checkOption(String(key), value, (message, node) => fail(message, (node ?? key).range?.[0]));
  }
  return document.toJS() as LintOptions;
}

type Fail = (message: string, node?: Node | null) => never;

function checkOption(key: string, value: Node | null, fail: Fail): void {
  const content: unknown = value?.toJSON();
  if (!(KEYS as readonly string[]).includes(key)) {
    fail(`there is no option ${shown(key)}${didYouMean(key, KEYS)}: options are ${KEYS.join(', ')}`);
  }
  if (key === 'rules') {
    if (!isMap<Node, Node>(value)) {
      return fail(`rules is ${shown(content)}: give the severity of each rule by its id`, value);
    }
    value.items.forEach((pair) => {
      checkRule(pair, fail);
    });
  } else if (key === 'country') {
    if (typeof content !== 'string' || !/^[A-Za-z]{2}$/.test(content)) {
      fail(`country is ${shown(content)}: give an ISO 3166 code such as "GB"`, value);
    }
  } else if (!Array.isArray(content) || content.some((each) => typeof each !== 'string')) {
    fail(`${key} is ${shown(content)}: give a list of texts`, value);
  } else if (key === 'open') {
    const unknown = (content as string[]).find((each) => !NUMBERS.includes(each));
    if (unknown !== undefined) {
      fail(`open has ${shown(unknown)}: allowed are ${NUMBERS.join(', ')}`, value);
    }
  }
}

function checkRule({ key, value }: Pair<Node, Node>, fail: Fail): void {
  const id = String(key);
  const ids = rules.map((rule) => rule.id);
  if (!ids.includes(id)) {
    fail(`there is no rule ${shown(id)}${didYouMean(id, ids)}: docs/lint.md lists them`, key);
  }
  const severity: unknown = isScalar(value) ? value.value : undefined;
  if (!SEVERITIES.includes(severity as string)) {
    fail(`the severity of ${id} is ${shown(severity)}: allowed are ${SEVERITIES.join(', ')}`, value ?? key);
  }
}
