import { callFlowGraph } from '../../lib/diagram/call-flow-graph';
import { mermaidText } from '../../lib/diagram/mermaid-text';
import { networkGraph } from '../../lib/diagram/network-graph';
import { toMermaid } from '../../lib/diagram/to-mermaid';
import { HOSTILE, HOSTILE_GRAPH } from './hostile';
import { HOME, OFFICE, ONE_PHONE } from './houses';
import { HOME_NETWORK } from './networks';

/** Every line that we write is one of these; the texts in them hold no quote, bracket or statement. */
const TEXT = String.raw`"[^"\`\[\]{}<>|\\%]*(?:<br/>[^"\`\[\]{}<>|\\%]*)*"`;
const ID = '(?!\\w*(?:style|classDef))n_[A-Za-z0-9_]*';
const LINES = [
  /^flowchart LR$/,
  /^ {2}accTitle: [^"[\]{}<>|\n]*$/,
  new RegExp(`^ {2}subgraph ${ID}\\[${TEXT}\\]$`),
  /^ {2}end$/,
  new RegExp(`^ {2,4}${ID}(\\[${TEXT}\\]|\\[\\[${TEXT}\\]\\]|\\(\\[${TEXT}\\]\\))$`),
  new RegExp(`^ {2}${ID} (-->|-\\.-x)(\\|${TEXT}\\|)? ${ID}$`),
];

test.each([
  ['home', callFlowGraph(HOME)],
  ['one phone', callFlowGraph(ONE_PHONE)],
  ['office', callFlowGraph(OFFICE)],
  ['network', networkGraph(HOME_NETWORK)],
  ['hostile', HOSTILE_GRAPH],
])('%s: every line is a statement of a flowchart', (_, graph) => {
  const mermaid = toMermaid(graph);
  expect(mermaid).toBe(toMermaid(graph));
  expect(mermaid.endsWith('\n')).toBe(true);
  for (const line of mermaid.slice(0, -1).split('\n')) {
    expect(LINES.some((pattern) => pattern.test(line)) ? 'a statement' : line).toBe('a statement');
  }
});

test('different things have different ids, and arrows name things that are there', () => {
  const lines = toMermaid(HOSTILE_GRAPH).split('\n');
  const ids = lines.flatMap((line) => /^ {2,4}(?:subgraph )?(n_\w*)[[(]/.exec(line)?.[1] ?? []);
  expect(new Set(ids).size).toBe(2 * HOSTILE.length);
  const ends = lines.flatMap((line) => /^ {2}(n_\w*) .* (n_\w*)$/.exec(line)?.slice(1) ?? []);
  expect(ends.filter((id) => !ids.includes(id))).toEqual([]);
});

test.each([
  ['a "b" [c]', 'a #34;b#34; #91;c#93;'],
  ['#;&<>', '#35;#59;#38;#60;#62;'],
  ['two\nlines', 'two lines'],
  ['+441632960000', '+441632960000'],
  ['- item', '#45; item'],
  ['2001:db8::1/128', '2001:db8::1/128'],
  ['1. item', '1#46; item'],
  ['style x:#', 'styl#101; x:#35;'],
  ['classDef', 'class#68;ef'],
  ['Grüße 東京', 'Grüße 東京'],
  ['\u0000', '#65533;'],
  ['', '#160;'],
  [' ', '#160;'],
])('%j is written as %s', (text, written) => {
  expect(mermaidText(text)).toBe(written);
});
