import type { PlacedSection } from '../placed-section';
import { trunkNames } from '../reach/outside';
import type { Rule } from '../rule';

/** A transport for TLS without what TLS needs. */
export const tlsCertificate: Rule = {
  id: 'tls-certificate',
  severity: 'error',
  summary: 'a transport for TLS without certificate or key',
  check(subject, report) {
    const trunks = trunkNames(subject);
    const endpoints = subject.objects('endpoint');
    const namedBy = (objects: readonly PlacedSection[]) => objects.map((each) => each.value('transport'));
    const outgoing = namedBy([...subject.objects('registration'), ...endpoints.filter(({ name }) => trunks.has(name))]);
    const incoming = namedBy(endpoints.filter(({ name }) => !trunks.has(name)));
    // The web server holds the certificate of wss.
    for (const transport of subject.objects('transport').filter((each) => each.value('protocol') === 'tls')) {
      const lacking = ['cert_file', 'priv_key_file'].filter((key) => transport.value(key) === undefined);
      // Whoever only connects to others needs none.
      const onlyConnects = outgoing.includes(transport.name) && !incoming.includes(transport.name);
      if (lacking.length > 0 && !onlyConnects) {
        report(
          `the transport '${transport.name}' is for TLS and lacks ${lacking.join(' and ')}: no phone can connect`,
          transport.at,
        );
      }
    }
  },
};
