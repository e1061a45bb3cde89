import { fraudWalk } from '../reach/fraud-paths';
import { inboundEntrances } from '../reach/outside';
import type { Rule } from '../rule';

/** A jump of a call from outside to where only a variable knows, so that nothing is proved of it. */
export const unknownTarget: Rule = {
  id: 'unknown-target',
  severity: 'warning',
  summary: 'a jump of a call from outside to a context that only a variable knows',
  check(subject, report) {
    const told = new Set<unknown>();
    for (const { context, who, at } of inboundEntrances(subject)) {
      for (const { from, text } of fraudWalk(subject, context).unknown.filter((each) => !told.has(each.from.step))) {
        told.add(from.step);
        report(
          `${text} may lead a call from ${who} anywhere, so toll fraud is not ruled out: name the context`,
          from.step.location,
          [{ message: 'the call begins here', ...at }],
        );
      }
    }
  },
};
