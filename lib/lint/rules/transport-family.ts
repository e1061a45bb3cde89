import { familyOf } from '../reach/address-family';
import type { PlacedOption } from '../placed-section';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** An endpoint whose transport is of another family than its peer's address. */
export const transportFamily: Rule = {
  id: 'transport-family',
  severity: 'error',
  summary: 'an endpoint whose transport is of another family than its peer',
  check(subject, report) {
    const transports = new Map(
      subject.objects('transport').map((each) => [each.name, familyOf(each.value('bind') ?? '')]),
    );
    for (const endpoint of subject.objects('endpoint')) {
      const transport = endpoint.option('transport');
      const family = transports.get(transport?.value ?? '');
      const others = addressesOf(
        subject,
        endpoint.list('aors').map(({ word }) => word),
      );
      const other = others.find(({ value }) => familyIn(value) !== undefined && familyIn(value) !== family);
      if (transport !== undefined && family !== undefined && other !== undefined) {
        report(
          `'${endpoint.name}' has the transport '${transport.value}', which is for IPv${family}, and its peer is ${other.value}: no call reaches it`,
          transport.at,
          [{ message: 'the peer is named here', ...other.at }],
        );
      }
    }
  },
};

function addressesOf(subject: Subject, aors: readonly string[]): readonly PlacedOption[] {
  const contacts = subject.once('contacts of aors', () => {
    const found = new Map<string, readonly PlacedOption[]>();
    for (const { name, options } of subject.objects('aor')) {
      found.set(name, [...(found.get(name) ?? []), ...options.filter(({ key }) => key === 'contact')]);
    }
    return found;
  });
  return aors.flatMap((name) => contacts.get(name) ?? []);
}

/** The family of the address in `sip:user@host:port`. */
function familyIn(uri: string): 4 | 6 | undefined {
  const [, host = ''] = /^sips?:(?:[^@]*@)?(\[[^\]]*\]|[^:;]*)/.exec(uri) ?? [];
  return familyOf(host);
}
