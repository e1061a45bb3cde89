import type { Rule } from '../rule';

/** An endpoint that takes calls from anybody. */
export const anonymousEndpoint: Rule = {
  id: 'anonymous-endpoint',
  severity: 'warning',
  summary: 'an endpoint that takes calls from anybody',
  check(subject, report) {
    for (const endpoint of subject.objects('endpoint').filter(({ name }) => /^anonymous(@|$)/.test(name))) {
      report(
        `'${endpoint.name}' takes calls from anybody, ${endpoint.value('context') ?? 'default'} is open to the world: remove it, or name the callers by identify`,
        endpoint.at,
      );
    }
    for (const identify of subject.objects('identify')) {
      for (const { word, at } of identify.list('match').filter((each) => /^(0\.0\.0\.0\/0|::\/0)$/.test(each.word))) {
        report(
          `the identify section '${identify.name}' matches ${word}, every address there is: name the provider's ranges`,
          at,
        );
      }
    }
  },
};
