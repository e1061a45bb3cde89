import type { Rule } from '../rule';

/** A transport for TLS without what TLS needs. */
export const tlsCertificate: Rule = {
  id: 'tls-certificate',
  severity: 'error',
  summary: 'a transport for TLS without certificate or key',
  check(subject, report) {
    for (const transport of subject
      .objects('transport')
      .filter((each) => ['tls', 'wss'].includes(each.value('protocol') ?? ''))) {
      // The web server holds the certificate of wss.
      const lacking = ['cert_file', 'priv_key_file'].filter((key) => transport.value(key) === undefined);
      if (transport.value('protocol') === 'tls' && lacking.length > 0) {
        report(
          `the transport '${transport.name}' is for TLS and lacks ${lacking.join(' and ')}: no phone can connect`,
          transport.at,
        );
      }
    }
  },
};
