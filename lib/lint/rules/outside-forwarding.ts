import { describePath, relatedPath } from '../reach/describe-path';
import { fraudPaths } from '../reach/fraud-paths';
import { inboundEntrances } from '../reach/outside';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** Calls from outside that are sent outside again, to a number of ours. */
export const outsideForwarding: Rule = {
  id: 'outside-forwarding',
  severity: 'warning',
  summary: 'calls from outside that go outside again, to a number that is written',
  check(subject, report) {
    for (const entrance of inboundEntrances(subject)) {
      const told = new Set<unknown>();
      for (const { path, call } of fraudPaths(subject, entrance).filter((each) => !isOpen(each.call.number))) {
        const last = path[path.length - 1];
        // Thousands of numbers may come to the same step.
        if (told.has(last?.step)) continue;
        told.add(last?.step);
        const message = `calls from ${entrance.who} go out to ${call.number} at our cost, as often as somebody calls: ${describePath(entrance, path, call)}`;
        report(message, last?.step.location ?? entrance.at, relatedPath(entrance, path));
      }
    }
  },
};
