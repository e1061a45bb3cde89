import type { Rule } from '../rule';

/** An identify section that identifies nobody. */
export const identifyWithoutMatch: Rule = {
  id: 'identify-without-match',
  severity: 'error',
  summary: 'an identify section without `match` or without `endpoint`',
  check(subject, report) {
    for (const identify of subject.objects('identify')) {
      const matches = ['match', 'match_header', 'match_request_uri'].some((key) => identify.value(key) !== undefined);
      if (!matches) {
        report(
          `the identify section '${identify.name}' has no match, it identifies nobody: give the provider's addresses`,
          identify.at,
        );
      }
      if (identify.value('endpoint') === undefined) {
        report(`the identify section '${identify.name}' has no endpoint, nobody gets its calls: name one`, identify.at);
      }
    }
  },
};
