import { callFlowGraph } from '../../lib/diagram/call-flow-graph';
import { networkGraph } from '../../lib/diagram/network-graph';
import { toSvg } from '../../lib/diagram/to-svg';
import { HOSTILE_GRAPH } from './hostile';
import { HOME, OFFICE, ONE_PHONE } from './houses';
import { HOME_NETWORK } from './networks';

const PICTURES = [
  ['home', callFlowGraph(HOME)],
  ['one phone', callFlowGraph(ONE_PHONE)],
  ['office', callFlowGraph(OFFICE)],
  ['network', networkGraph(HOME_NETWORK)],
  ['hostile', HOSTILE_GRAPH],
] as const;

test.each(PICTURES)('%s: the same picture gives the same bytes, well-formed', (_, graph) => {
  const svg = toSvg(graph);
  expect(svg).toBe(toSvg(structuredClone(graph)));
  expect(problemsOfXml(svg)).toEqual([]);
});

test.each(PICTURES)('%s: nothing runs, and nothing is fetched', (_, graph) => {
  const tags = toSvg(graph).match(/<[a-z][^>]*>/gi) ?? [];
  expect(new Set(tags.map((tag) => /^<(\w+)/.exec(tag)?.[1]))).not.toContain('script');
  expect(tags.filter((tag) => /\s(on\w+|href|src)=/i.test(tag))).toEqual([]);
});

test('it brings its own background, in the whole of its size', () => {
  const svg = toSvg(callFlowGraph(HOME));
  const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect(svg).toContain(`<rect class="page" y="0" width="${width ?? ''}" height="${height ?? ''}"`);
  expect(svg).toContain('.page{fill:#ffffff}');
});

test('a picture of nothing is a picture', () => {
  expect(problemsOfXml(toSvg({ title: 'nothing', nodes: [], groups: [], edges: [] }))).toEqual([]);
});

/** What an XML parser would complain about in a file that uses elements, attributes and text only. */
function problemsOfXml(xml: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const content = xml.replaceAll(
    /<(\/?)([\w-]+)((?:\s[\w:-]+="[^"<>&]*")*)(\/?)>/g,
    (tag, closing, name: string, _, empty) => {
      if (closing === '/' && open.pop() !== name) {
        problems.push(`${tag} closes nothing`);
      } else if (closing === '' && empty === '') {
        open.push(name);
      }
      return '';
    },
  );
  const text = content.replaceAll(/&(amp|lt|gt|quot);/g, '');
  // eslint-disable-next-line no-control-regex -- XML forbids control characters
  const forbidden = text.match(/[<>&\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g) ?? [];
  return [
    ...problems,
    ...open.map((name) => `${name} is not closed`),
    ...forbidden,
    ...(text.isWellFormed() ? [] : ['a lone surrogate']),
  ];
}
