import { jumpsOf } from '../../dialplan/jump';
import { innerWritten } from '../../dialplan/inner-application';
import type { Rule } from '../rule';

/** A space that Asterisk takes for a part of the name of a context, extension, label or application. */
export const straySpace: Rule = {
  id: 'stray-space',
  severity: 'error',
  summary: 'a space that becomes part of the name of a context, extension, label or application',
  check(subject, report) {
    const consequence = (spaced: string) =>
      `has spaces around it, which are part of the name: the call ends there; write '${spaced.trim()}'`;
    for (const { step } of subject.steps) {
      if (isSpaced(step.application)) {
        report(`'${step.application}' ${consequence(step.application)}`, step.location);
      }
    }
    for (const { name, written, step } of subject.named('Goto', 'GotoIf', 'GotoIfTime', 'Gosub', 'GosubIf')) {
      for (const { spaced } of jumpsOf(name, written.arguments)) {
        if (spaced !== undefined) {
          report(`'${spaced}' of ${name} ${consequence(spaced)}`, step.location);
        }
      }
    }
    for (const { name, written, step } of subject.named('Exec', 'ExecIf', 'ExecIfTime', 'TryExec')) {
      for (const spaced of innerWritten(written)
        .map((each) => each.name)
        .filter(isSpaced)) {
        report(`'${spaced}' of ${name} ${consequence(spaced)}`, step.location);
      }
    }
  },
};

function isSpaced(name: string): boolean {
  return name.trim() !== '' && name !== name.trim();
}
