import type { Rule } from '../rule';

/** An endpoint that anybody may register as, and call from. */
export const openEndpoint: Rule = {
  id: 'open-endpoint',
  severity: 'error',
  summary: 'an endpoint without password or address whose aor takes registrations',
  check(subject, report) {
    const identified = subject.objects('identify').map((each) => each.value('endpoint'));
    const registrable = new Set(
      subject
        .objects('aor')
        .filter((aor) => Number(aor.value('max_contacts') ?? 0) > 0)
        .map(({ name }) => name),
    );
    for (const endpoint of subject.objects('endpoint')) {
      const hasPassword = (endpoint.value('auth') ?? '') !== '';
      const aor = endpoint.list('aors').find(({ word }) => registrable.has(word));
      if (!hasPassword && !identified.includes(endpoint.name) && aor !== undefined) {
        report(
          `'${endpoint.name}' has neither auth nor identify, and its aor '${aor.word}' takes registrations: anybody can be it and call; give it an auth`,
          endpoint.at,
        );
      }
    }
  },
};
