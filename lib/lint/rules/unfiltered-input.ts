import type { TextNode } from '../../dialplan/expression/parse-text';
import type { Rule } from '../rule';
import type { PlacedApplication, Subject } from '../subject';

/** Applications whose first argument decides what is done. */
const POWERFUL = ['Dial', 'System', 'TrySystem', 'Originate', 'Exec', 'TryExec'];

/** What callers say themselves. */
const SAID = /^(EXTEN|CALLERID|CALLERIDNAME|CALLERIDNUM|PJSIP_HEADER|SIP_HEADER|SIPDOMAIN|DNID)$/;

/** Functions behind which only chosen characters remain, or a number. */
const SAFE = [
  'FILTER',
  'LEN',
  'MATH',
  'URIENCODE',
  'MD5',
  'SHA1',
  'FIELDQTY',
  'DIALPLAN_EXISTS',
  'DB_EXISTS',
  'KEYPADHASH',
];

/** What a caller says, in an application that it may turn to something else: `201&PJSIP/trunk/0900…` is an extension too. */
export const unfilteredInput: Rule = {
  id: 'unfiltered-input',
  severity: 'error',
  summary: 'what a caller says, in an application that it can turn to something else',
  check(subject, report) {
    for (const application of subject.named(...POWERFUL)) {
      const { step, name, extension } = application;
      for (const node of sayings(dangerousNodes(subject, application), extension.pattern)) {
        const message = `${name} is given what the caller says, who may add '&' or a command to it: pass it through \${FILTER(0-9,…)}`;
        report(message, subject.placeIn(step, node.start - 2));
      }
    }
  },
};

/** Of `Dial` what is dialled, of the others everything. */
function dangerousNodes(subject: Subject, { name, arguments: given, step }: PlacedApplication): readonly TextNode[] {
  const { nodes } = subject.textOf(step);
  const first = given[0] ?? '';
  const end = step.arguments.indexOf(first) + first.length;
  return name === 'Dial' || name === 'Originate' ? nodes.filter(({ start }) => start <= end) : nodes;
}

function sayings(nodes: readonly TextNode[], pattern: string): readonly TextNode[] {
  return nodes.flatMap((node): readonly TextNode[] => {
    if (node.kind === 'literal' || (node.kind === 'call' && SAFE.includes(node.name))) {
      return [];
    }
    const name = node.kind === 'call' ? node.name : node.kind === 'variable' ? textOf(node.name) : '';
    if (SAID.test(name) && !(name === 'EXTEN' && isStrict(pattern))) {
      return [node];
    }
    return sayings(node.kind === 'call' ? node.args : node.kind === 'variable' ? node.name : node.parts, pattern);
  });
}

function textOf(nodes: readonly TextNode[]): string {
  return nodes.map((node) => (node.kind === 'literal' ? node.text : '$')).join('');
}

/** Whether an extension only matches what stands in it. */
function isStrict(pattern: string): boolean {
  return !/[.!]$/.test(pattern) || !pattern.startsWith('_');
}
