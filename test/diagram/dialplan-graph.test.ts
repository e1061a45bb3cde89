import * as fc from 'fast-check';
import { parse } from '../../lib/conf/parse';
import { endpointsIn } from '../../lib/config/endpoints';
import { dialplanGraph } from '../../lib/diagram/dialplan-graph';
import type { Graph } from '../../lib/diagram/graph';
import { toMermaid } from '../../lib/diagram/to-mermaid';
import { toSvg } from '../../lib/diagram/to-svg';
import { readDialplan } from '../../lib/dialplan/model/read-dialplan';
import { houseContexts } from '../../lib/dialplan/house-contexts';
import { dialplanFile } from '../../lib/dialplan/dialplan';
import { house } from '../support/house';

const PJSIP = `
[phone](!)
type = endpoint
auth = x
context = phones
[hall](phone)
[kitchen](phone)
[carrier]
type = endpoint
context = in
outbound_auth = carrier
`;

function graph(extensions: string, pjsip = PJSIP): Graph {
  const files = [parse(extensions, 'extensions.conf').file, parse(pjsip, 'pjsip.conf').file];
  return dialplanGraph(readDialplan(files), endpointsIn(files));
}

const arrows = ({ nodes, edges }: Graph) => {
  const name = (id: string) => nodes.find((node) => node.id === id)?.heading ?? `?${id}`;
  return edges.map(
    ({ from, to, style, label = '' }) =>
      `${name(from)} ${style === 'allowed' ? '→' : '✗'} ${name(to)}${label === '' ? '' : ` (${label})`}`,
  );
};

const said = (made: Graph, heading: string) => made.nodes.find((node) => node.heading === heading)?.lines;

const HOUSE = `
[in]
exten => 100,1,Dial(PJSIP/hall&PJSIP/kitchen,25)
 same => n,Voicemail(100)
 same => n,Hangup(19)
[phones]
include => internal
include => out
[internal]
exten => 201,1,Dial(PJSIP/hall,30)
exten => 202,1,Dial(PJSIP/kitchen,30)
[out]
exten => _0X.,1,Dial(PJSIP/\${EXTEN}@carrier)
exten => _09.,1,Hangup(21)
`;

test('who calls, what happens, and who is called', () => {
  const made = graph(HOUSE);
  expect(arrows(made)).toEqual([
    'carrier → in',
    'hall → phones',
    'in → hall',
    'phones → internal (includes)',
    'phones → out (includes)',
    'internal → hall',
    'out → out through carrier (_0X.)',
    'carrier ✗ no way out',
  ]);
  expect(said(made, 'in')).toEqual(['100: rings hall, kitchen 25 s → voicemail of 100 → ends: no', '    answer (19)']);
  expect(said(made, 'out')).toEqual(['_09.: ends: refused (21)', '_0X.: rings ${EXTEN}@carrier']);
});

test('extensions that do the same are one line, however many', () => {
  const many = Array.from({ length: 100 }, (_, index) => `exten => ${1000 + index},1,Dial(PJSIP/p${index},25)\n`);
  const phones = Array.from({ length: 100 }, (_, index) => `[p${index}]\ntype=endpoint\nauth=x\ncontext=a\n`);
  const made = graph(`[a]\n${many.join('')}`, phones.join(''));
  expect(said(made, 'a')).toEqual(['1000 … 1099 (100): rings its phone 25 s']);
  expect(made.nodes).toHaveLength(2);
});

test('a way from outside to outside is drawn, and nothing says that there is none', () => {
  const made = graph(`${HOUSE}[in](+)\nexten => 9,1,Goto(out,0123,1)\n`);
  expect(arrows(made)).toContain('in → out (9)');
  expect(arrows(made).join()).not.toContain('no way out');
});

test.each([
  ['GotoIfTime(9:00-17:00,mon-fri,*,*?b,s,1)', 'in → b (9:00-17:00,mon-fri,*,*)'],
  ['GotoIf($["${X}" = "1"]?b,s,1:c,s,1)', 'in → c (else)'],
  ['Gosub(b,s,1(x))', 'in → b'],
  ['Macro(m)', 'in → macro-m'],
  ['Dial(Local/5@b)', 'in → b'],
  ['ExecIf($[1]?Goto(b,s,1))', 'in → b (1)'],
  ['Dial(DAHDI/1,20)', 'in → DAHDI/1'],
  ['Dial(DAHDI/g1/0123)', 'in → out through DAHDI/g1'],
  ['DISA(no-password,b)', 'in → b'],
  ['Dial(IAX2/us:hunter2@far.example/0123@there)', 'in → out through IAX2/us:…@far.example'],
])('%s is a way', (step, arrow) => {
  const made = graph(
    `[in]\nexten => 1,1,${step}\n[b]\nexten => s,1,Hangup()\n[c]\nexten => s,1,Busy()\n[macro-m]\nexten => s,1,NoOp()\n`,
  );
  expect(arrows(made)).toContain(arrow);
});

test('contexts to which no call comes are left out, unless nobody is known who calls', () => {
  const text = '[in]\nexten => 1,1,Hangup()\n[alone]\nexten => 1,1,Hangup()\n';
  expect(graph(text).nodes.map(({ heading }) => heading)).not.toContain('alone');
  expect(graph(text, '').nodes.map(({ heading }) => heading)).toEqual(['in', 'alone']);
});

test('no password of a device is shown', () => {
  const made = graph('[in]\nexten => 1,1,Dial(IAX2/us:hunter2@far.example/0123,20)\n');
  expect(toMermaid(made) + toSvg(made)).not.toContain('hunter2');
});

test('a context that is missing refuses whoever calls in it', () => {
  const made = graph('[in]\nexten => 1,1,Hangup()\n');
  expect(said(made, 'phones')?.join(' ')).toContain('every call is refused');
});

test('what our constructs build can be drawn too', () => {
  const files = [dialplanFile(houseContexts(house()))];
  const made = dialplanGraph(readDialplan(files), []);
  expect(made.nodes.length).toBeGreaterThan(3);
});

test('whatever stands in a dialplan, it becomes a picture whose arrows have ends', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    '"',
    '<',
    '${X}',
    ';',
    '|',
    '&',
    '@',
    '(',
    ')',
    ',',
    '?',
    ':',
    '/',
    'Local/1@b',
    'PJSIP/hall',
    'é',
    '--',
  );
  const step = fc.tuple(
    fc.constantFrom('Dial', 'Goto', 'GotoIf', 'ExecIf', 'Macro', 'Queue', 'DISA', 'x'),
    fc.array(word),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
      const text = steps
        .map(([name, words]) => `exten => 1,n,${name}(${words.join('')})\n`)
        .join('')
        .replace('1,n', '1,1');
      const made = graph(`[in]\n${text}[b]\nexten => s,1,Hangup()\n`);
      const ids = made.nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(made.edges.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.includes(id))).toEqual([]);
      expect(toSvg(made)).toContain('</svg>');
      expect(toMermaid(made)).toContain('flowchart LR');
    }),
    { numRuns: 40 },
  );
});
