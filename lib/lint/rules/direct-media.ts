import { familyOf } from '../reach/address-family';
import type { Rule } from '../rule';

/** Phones that send audio to each other directly where they cannot. */
export const directMedia: Rule = {
  id: 'direct-media',
  severity: 'warning',
  summary: 'phones that send audio to each other across NAT or between IPv4 and IPv6',
  check(subject, report) {
    const transports = subject.objects('transport');
    const families = new Set(
      transports.map((each) => familyOf(each.value('bind') ?? '')).filter((each) => each !== undefined),
    );
    const behindNat = transports.some((each) => each.value('external_media_address') !== undefined);
    if (families.size < 2 && !behindNat) {
      return;
    }
    const why = behindNat ? 'Asterisk is behind NAT' : 'there are transports for IPv4 and IPv6';
    for (const endpoint of subject.objects('endpoint')) {
      const option = endpoint.option('direct_media');
      if (option === undefined ? true : endpoint.isOn('direct_media')) {
        report(
          `'${endpoint.name}' may send audio past Asterisk (direct_media, which is on by default), and ${why}: calls are silent; set direct_media=no`,
          option?.at ?? endpoint.at,
        );
      }
    }
  },
};
