import type { Rule } from '../rule';
import { PARAMETER_TEXTS } from './too-many-arguments';

/** Applications for which `|` means something of its own, or nothing: what they take is a text, an expression, or a list of formats. */
const OTHERWISE = [
  'Set',
  'MSet',
  'Exec',
  'TryExec',
  'ExecIf',
  'GotoIf',
  'GosubIf',
  'MixMonitor',
  'Monitor',
  'AGI',
  'EAGI',
  'ImportVar',
];

/** Arguments with `|` between them, as Asterisk 1.4 wrote them. */
export const pipeSeparator: Rule = {
  id: 'pipe-separator',
  severity: 'error',
  summary: 'arguments parted by pipes, as Asterisk 1.4 wrote them',
  check(subject, report) {
    for (const { name, known, written, step } of subject.applications) {
      const { parameters = [] } = (known ? subject.catalog.applications[name] : undefined) ?? {};
      const takesText = [...PARAMETER_TEXTS, ...OTHERWISE].includes(name);
      if (parameters.length > 1 && !takesText && isSplitByPipes(written.arguments)) {
        report(`${name} takes '${written.arguments}' for one argument: write ',' in place of '|'`, step.location);
      }
    }
    for (const { includes } of subject.dialplan.contexts.values()) {
      for (const { context, location } of includes.filter((each) => each.context.includes('|'))) {
        report(`the whole of '${context}' is taken for the name of a context: write ',' in place of '|'`, location);
      }
    }
  },
};

/** A `|` outside of variables, expressions, quotation marks and parentheses, and no comma there. */
function isSplitByPipes(text: string): boolean {
  let plain = text.replace(/\\./g, '').replace(/"[^"]*"/g, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(/\$?[{[(][^{}[\]()]*[}\])]/g, '');
  }
  return plain.includes('|') && !plain.includes(',');
}
