import fc from 'fast-check';
import { IpFamily } from '../../lib/config/ip-family';
import { parseIpAddress } from '../../lib/network/ip-address';
import { errorOf } from '../support/error-of';

test.each([
  ['192.0.2.1', '192.0.2.1', IpFamily.IPV4],
  ['10.10.10.2', '10.10.10.2', IpFamily.IPV4],
  ['2001:111:1234:e8b1::1:1', '2001:111:1234:e8b1::1:1', IpFamily.IPV6],
  ['2001:0111:1234:E8B1:0000:0000:0001:0001', '2001:111:1234:e8b1::1:1', IpFamily.IPV6],
  ['2001:111:1234:e8b1:0:0:1:1', '2001:111:1234:e8b1::1:1', IpFamily.IPV6],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1', IpFamily.IPV6],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1', IpFamily.IPV6],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1', IpFamily.IPV6],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', IpFamily.IPV6],
  ['fd00::1', 'fd00::1', IpFamily.IPV6],
])('takes %s', (given, text, family) => {
  expect(parseIpAddress(given)).toEqual({ text, family });
});

test.each([
  ['', 'is empty'],
  [' ', 'is empty'],
  ['192.0.2.1 ', 'holds white space'],
  ['10.10.10.2/24', 'give an address without prefix length, such as "10.10.10.2"'],
  ['2001:db8::1/128', 'give an address without prefix length, such as "2001:db8::1"'],
  ['[2001:db8::1]', 'has brackets: give the address alone, "2001:db8::1"'],
  ['[2001:db8::1]:5060', 'has brackets and a port: give the address alone, "2001:db8::1"'],
  ['192.0.2.1:5060', 'has a port: give the address alone, "192.0.2.1"'],
  ['fe80::1%eth0', 'has a zone id'],
  ['010.0.0.1', 'a leading zero'],
  ['192.0.2.01', 'a leading zero'],
  ['64:ff9b::192.0.2.01', 'a leading zero'],
  ['192.0.2', 'is no IP address'],
  ['192.0.2.256', 'is no IP address'],
  ['192.0.2.1.1', 'is no IP address'],
  ['3221225985', 'is no IP address'],
  ['0xC0000201', 'is no IP address'],
  ['pbx.example.com', 'is no IP address: give an address such as "2001:db8::1" or "192.0.2.1"'],
  ['2001:db8::1::1', 'is no IP address'],
  ['2001:db8::12345', 'is no IP address'],
  ['1:2:3:4:5:6:7', 'is no IP address'],
  ['1:2:3:4:5:6:7:8:9', 'is no IP address'],
  ['::ffff:192.0.2.1', 'is an IPv4 address in an IPv6 spelling'],
  ['::ffff:c000:201', 'is an IPv4 address in an IPv6 spelling'],
  ['0.0.0.0', 'is the unspecified address'],
  ['::', 'is the unspecified address'],
  ['127.0.0.1', 'is a loopback address'],
  ['::1', 'is a loopback address'],
  ['169.254.1.1', 'is a link-local address'],
  ['fe80::1', 'is a link-local address'],
  ['224.0.1.75', 'is a multicast address'],
  ['ff02::1', 'is a multicast address'],
  ['255.255.255.255', 'is the broadcast address'],
])('fails for %j', (text, problem) => {
  const error = errorOf(() => parseIpAddress(text));
  expect(error.code).toBe('IpAddress');
  expect(error.message).toContain(
    `address ${JSON.stringify(text)} ${problem.startsWith('give') ? 'has a prefix length' : ''}`.trim(),
  );
  expect(error.message).toContain(problem);
});

test('fails for the other family, naming construct and property', () => {
  const scope = { node: { path: 'app/chart/address' } };
  expect(errorOf(() => parseIpAddress('10.10.10.2', { family: IpFamily.IPV6, property: 'ipv6', scope }))).toEqual({
    code: 'IpAddress',
    message:
      '[app/chart/address]: ipv6 "10.10.10.2" is an IPv4 address, but ipv6 takes an IPv6 address: give an IPv6 address such as "2001:db8::1"',
  });
});

test('every spelling of an IPv6 address gives the one that RFC 5952 allows', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  const address = fc.tuple(fc.integer({ min: 0x2000, max: 0x3fff }), ...Array.from({ length: 7 }, () => group));
  const spelling = fc.record({
    pad: fc.boolean(),
    upper: fc.boolean(),
    dotted: fc.boolean(),
    from: fc.nat(7),
    to: fc.nat(7),
  });
  fc.assert(
    fc.property(address, spelling, (groups, how) => {
      const canonical = new URL(`http://[${groups.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1);
      const text = spell(groups, how);
      expect(parseIpAddress(text).text).toBe(canonical);
      expect(parseIpAddress(canonical).text).toBe(canonical);
    }),
    { numRuns: 500 },
  );
});

interface Spelling {
  readonly pad: boolean;
  readonly upper: boolean;
  readonly dotted: boolean;
  readonly from: number;
  readonly to: number;
}

/** One of the many texts of an address: padded, in capitals, ended as IPv4, a run of zeros left out. */
function spell(groups: readonly number[], { pad, upper, dotted, from, to }: Spelling): string {
  const parts = groups.map((part) => part.toString(16).padStart(pad ? 4 : 1, '0'));
  const [high = 0, low = 0] = groups.slice(6);
  if (dotted) {
    parts.splice(6, 2, [high >> 8, high & 255, low >> 8, low & 255].join('.'));
  }
  const end = Math.min(to, parts.length - 1);
  const isZeroRun = from < end && groups.slice(from, end).every((part) => part === 0);
  const text = isZeroRun ? `${parts.slice(0, from).join(':')}::${parts.slice(end).join(':')}` : parts.join(':');
  return upper ? text.toUpperCase() : text;
}
