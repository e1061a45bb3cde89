import type { SourceLocation } from '../../conf/validation-error';
import { fraudWalk } from '../reach/fraud-paths';
import { calleeEntrances, calleeTransfers, inboundEntrances } from '../reach/outside';
import { isOpenContext, transferContexts } from '../reach/transfer-context';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** A jump of a call from outside to where only a variable knows, so that nothing is proved of it. */
export const unknownTarget: Rule = {
  id: 'unknown-target',
  severity: 'warning',
  summary: 'a jump of a call from outside to a context that only a variable knows',
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
    for (const { context, who, at: begins } of [...inboundEntrances(subject), ...calleeEntrances(subject)]) {
      for (const { at, text } of fraudWalk(subject, context).unknown) {
        tell(text, who, at, begins);
      }
    }
    calleeMayGoAnywhere(subject, tell);
  },
};

/** Whoever is called outside and may transfer, to a context that only a variable knows. */
function calleeMayGoAnywhere(
  subject: Subject,
  tell: (text: string, who: string, at: SourceLocation, begins: SourceLocation) => void,
): void {
  const begins = calleeTransfers(subject);
  for (const { value, at } of begins === undefined ? [] : transferContexts(subject).filter(isOpenContext)) {
    const who = "who is called outside and transfers (option 't')";
    tell(`a transfer to '${value}' (TRANSFER_CONTEXT)`, who, at, begins ?? at);
  }
}
