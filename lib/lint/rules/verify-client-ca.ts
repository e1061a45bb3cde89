import type { Rule } from '../rule';

/** A transport that checks certificates and does not know who signs them. */
export const verifyClientCa: Rule = {
  id: 'verify-client-ca',
  severity: 'error',
  summary: 'a transport that checks certificates without knowing who signs them',
  check(subject, report) {
    for (const transport of subject.objects('transport')) {
      const knows = ['ca_list_file', 'ca_list_path'].some((key) => (transport.value(key) ?? '') !== '');
      for (const key of ['verify_client', 'verify_server', 'require_client_cert'].filter((each) =>
        transport.isOn(each),
      )) {
        if (!knows) {
          const at = transport.option(key)?.at ?? transport.at;
          report(
            `'${transport.name}' has ${key} and no ca_list_file, so no certificate is trusted: name the authorities`,
            at,
          );
        }
      }
    }
  },
};
