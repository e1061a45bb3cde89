import { scan } from '../../dialplan/scan';
import type { Rule } from '../rule';

/** Applications that take a text as it is, in which a bracket or quotation mark is one. */
const TEXTS = [
  'Log',
  'Verbose',
  'NoOp',
  'SendText',
  'System',
  'TrySystem',
  'Set',
  'MSet',
  'AGI',
  'SayAlpha',
  'DumpChan',
  'SendImage',
  'SendURL',
  'SIPAddHeader',
  'Festival',
  'JabberSend',
  'UserEvent',
];

/** Parentheses or quotation marks that are not closed, so that Asterisk splits the arguments elsewhere. */
export const unbalancedBrackets: Rule = {
  id: 'unbalanced-brackets',
  severity: 'warning',
  summary: 'parentheses, brackets or quotation marks that are not closed',
  check(subject, report) {
    for (const { name, written, step } of subject.applications) {
      if (TEXTS.includes(name) || !/["()[\]{}]/.test(written.arguments)) {
        continue;
      }
      const { open } = scan(written.arguments, ',');
      if (open !== undefined && subject.textOf(step).mistakes.length === 0) {
        report(
          `${open} has no counterpart, so the arguments are split elsewhere: close it, or write '\\' before it`,
          step.location,
        );
      }
    }
  },
};
