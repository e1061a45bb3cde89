import type { SourceLocation } from '../../conf/validation-error';
import { calleeEntrances } from '../reach/callee-ways';
import { fraudWalk } from '../reach/fraud-paths';
import { inboundEntrances } from '../reach/outside';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A way of a call from outside to where only a variable or another system knows, so that nothing is proved of it. */
export const unknownTarget: Rule = {
  id: 'unknown-target',
  severity: 'warning',
  summary: 'a jump of a call from outside to a context that only a variable or a switch knows',
  check(subject, report) {
    const told = new Set<string>();
    const tell = (text: string, who: string, at: SourceLocation, begins: SourceLocation): void => {
      const key = `${at.file}:${at.line}`;
      if (!told.has(key)) {
        told.add(key);
        const message = `${text} may lead a call from ${who} anywhere, so toll fraud is not ruled out: name the context`;
        report(message, at, [{ message: 'the call begins here', ...begins }]);
      }
    };
    for (const entrance of [...inboundEntrances(subject), ...calleeEntrances(subject)]) {
      const { context, who, at: begins } = entrance;
      if (isOpen(context) || context.includes('$[')) {
        tell(`the context '${context}'`, who, begins, begins);
      }
      for (const { at, text } of fraudWalk(subject, entrance).unknown) {
        tell(text, who, at, begins);
      }
    }
  },
};
