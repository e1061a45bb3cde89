import ipaddr from 'ipaddr.js';
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap } from 'yaml';
import { didYouMean } from '../../conf/did-you-mean';
import { shown, ValidationError } from '../../conf/validation-error';

/** Calls that a PBX must make as they are described; docs/calls.md explains the file. */
export interface CallPlan {
  /**
   * The addresses of the PBX.
   *
   * @default - addresses for documentation, one of each family
   */
  readonly pbx?: readonly string[];
  /** The addresses of phones, by the names of their endpoints; the others get one. */
  readonly phones: ReadonlyMap<string, string>;
  readonly calls: readonly PlannedCall[];
  /** Everybody who is named, in the order of the file. */
  readonly names: readonly PlannedName[];
}

/** A name in the file: it must be somebody of the right kind. */
export interface PlannedName {
  readonly name: string;
  readonly kind: 'phone' | 'trunk' | 'phone or trunk';
  readonly line: number;
  readonly column: number;
}

/** One call, and what must become of it. */
export interface PlannedCall {
  readonly name: string;
  readonly line: number;
  /** The endpoint of a phone, or of a trunk. */
  readonly from: string;
  /** What is dialled. */
  readonly to: string;
  /** Who a trunk says is calling. */
  readonly caller?: string;
  /** The phones that ring, and no others. */
  readonly rings: readonly string[];
  /** The phone that takes the call: both must hear each other. */
  readonly answers?: string;
  /** The trunk that the call goes out through: both ends must hear each other. */
  readonly trunk?: string;
  /** The number that the trunk is given. */
  readonly number?: string;
  /** The code of the answer, for a call that must not come about. */
  readonly refused?: number;
}

const KEYS = ['name', 'from', 'to', 'caller', 'rings', 'answers', 'trunk', 'number', 'refused'];
const OUTCOMES = ['answers', 'trunk', 'refused', 'rings'];

/**
 * Reads a file of calls.
 *
 * @throws ValidationError `CallPlan`, with file, line and column
 */
export function parseCallPlan(text: string, file: string): CallPlan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const fail = (node: Node | null | undefined, message: string): never => {
    throw new ValidationError('CallPlan', message, at(node?.range?.[0] ?? 0));
  };
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw new ValidationError('CallPlan', syntax.message.split('\n')[0] ?? '', at(syntax.pos[0]));
  }
  const root = document.contents;
  if (!isMap(root)) {
    return fail(root, "the file is no map: it begins with 'calls:', and a list of calls below it");
  }
  checkKeys(root, ['pbx', 'phones', 'calls'], fail);
  const list = root.get('calls', true) as Node | undefined;
  if (!isSeq(list) || list.items.length === 0) {
    return fail(list ?? root, "'calls' is no list, or an empty one: write one call for each '- '");
  }
  const phones = root.get('phones', true) as Node | undefined;
  if (phones !== undefined && !isMap(phones)) {
    return fail(phones, "'phones' is no map: write a name and an address on each line");
  }
  const items = (phones?.items ?? []).map(({ key, value }) => ({ key: key as Node, value: value as Node }));
  return {
    pbx: root.has('pbx') ? nodes(root, 'pbx').map((node) => addressOf(node, fail)) : undefined,
    phones: new Map(items.map(({ key, value }) => [textOf(key, fail), addressOf(value, fail)])),
    names: [
      ...items.map(({ key }) => ({ key, kind: 'phone' as const })),
      ...list.items.flatMap((item) => (isMap(item) ? namesIn(item) : [])),
    ].map(({ key, kind }) => ({ name: textOf(key, fail), kind, ...at(key?.range?.[0] ?? 0) })),
    calls: list.items.map((item) => {
      const node = item as Node;
      return isMap(node) ? plannedCall(node, at(node.range?.[0] ?? 0).line, fail) : fail(node, 'a call is a map');
    }),
  };
}

type Fail = (node: Node | null | undefined, message: string) => never;

function plannedCall(map: YAMLMap, line: number, fail: Fail): PlannedCall {
  checkKeys(map, KEYS, fail);
  const text = (key: string) => (map.has(key) ? textOf(map.get(key, true), fail) : undefined);
  const needed = (key: string) => text(key) ?? fail(map, `the call has no '${key}'`);
  const [from, to] = [needed('from'), needed('to')];
  const { answers, trunk, number } = { answers: text('answers'), trunk: text('trunk'), number: text('number') };
  const refused = text('refused');
  const outcomes = OUTCOMES.filter(
    (key) => map.has(key) && (key !== 'rings' || (!map.has('answers') && !map.has('trunk'))),
  );
  if (outcomes.length !== 1) {
    fail(
      map,
      outcomes.length === 0
        ? `the call says nothing of what must become of it: add one of ${OUTCOMES.join(', ')}`
        : `the call cannot have ${outcomes.join(' and ')} at once: keep one`,
    );
  }
  if (refused !== undefined && !/^[3-6]\d\d$/.test(refused)) {
    fail(map.get('refused', true), `'refused' is ${shown(refused)}, allowed are codes of SIP from 300 to 699`);
  }
  return {
    name: text('name') ?? `${from} calls ${to}`,
    line,
    from,
    to,
    caller: text('caller'),
    rings: map.has('rings')
      ? nodes(map, 'rings').map((node) => textOf(node, fail))
      : answers === undefined
        ? []
        : [answers],
    answers,
    trunk,
    number,
    refused: refused === undefined ? undefined : Number(refused),
  };
}

/** Who is named in a call. */
function namesIn(map: YAMLMap): readonly { readonly key: Node | undefined; readonly kind: PlannedName['kind'] }[] {
  const kinds = { from: 'phone or trunk', rings: 'phone', answers: 'phone', trunk: 'trunk' } as const;
  return Object.entries(kinds).flatMap(([key, kind]) =>
    map.has(key) ? nodes(map, key).map((node) => ({ key: node, kind })) : [],
  );
}

function checkKeys(map: YAMLMap, known: readonly string[], fail: Fail): void {
  for (const { key } of map.items) {
    const name = textOf(key as Node, fail);
    if (!known.includes(name)) {
      fail(key as Node, `${shown(name)} is not known${didYouMean(name, known)}: allowed are ${known.join(', ')}`);
    }
  }
}

/** The items of a list; what is no list stands for one item. */
function nodes(map: YAMLMap, key: string): readonly (Node | undefined)[] {
  const node = map.get(key, true) as Node | undefined;
  return isSeq(node) ? node.items.map((item) => item as Node) : [node];
}

function addressOf(node: Node | undefined, fail: Fail): string {
  const text = textOf(node, fail);
  return ipaddr.isValid(text) ? text : fail(node, `${shown(text)} is no address of IPv4 or IPv6`);
}

/** A word or number as it is written: YAML takes `0033` and `+44` for numbers. */
function textOf(node: Node | null | undefined, fail: Fail): string {
  if (!isScalar(node) || node.value === null || node.source === undefined) {
    return fail(node, 'a text is missing here');
  }
  return node.source;
}
