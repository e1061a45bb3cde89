import { calleeEntrances } from '../reach/callee-ways';
import { inboundEntrances } from '../reach/outside';
import { fraudPaths } from '../reach/fraud-paths';
import { describePath, relatedPath } from '../reach/describe-path';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A way for whoever calls from outside to call out at our cost. */
export const tollFraud: Rule = {
  id: 'toll-fraud',
  severity: 'error',
  summary: 'a way for whoever calls from outside to call out at our cost',
  check(subject, report) {
    for (const entrance of [...inboundEntrances(subject), ...calleeEntrances(subject)]) {
      for (const { path, call } of fraudPaths(subject, entrance).filter((each) => isOpen(each.call.number))) {
        const last = path[path.length - 1];
        const message = `calls from ${entrance.who} can go out through '${call.trunk}' to a number that the caller chooses: ${describePath(entrance, path, call)}; end such calls before`;
        report(message, last?.step.location ?? entrance.at, relatedPath(entrance, path));
      }
    }
  },
};
