import { IpFamily } from '../../lib/config/ip-family';
import { parseCidr } from '../../lib/network/cidr';
import { errorOf } from '../support/error-of';

test.each([
  ['192.0.2.0/24', '192.0.2.0/24', IpFamily.IPV4, 24],
  ['192.0.2.1/32', '192.0.2.1/32', IpFamily.IPV4, 32],
  ['0.0.0.0/0', '0.0.0.0/0', IpFamily.IPV4, 0],
  ['::/0', '::/0', IpFamily.IPV6, 0],
  ['2001:0DB8:0::/32', '2001:db8::/32', IpFamily.IPV6, 32],
  ['2001:8b0:0:30::/64', '2001:8b0:0:30::/64', IpFamily.IPV6, 64],
  ['2001:db8::1/128', '2001:db8::1/128', IpFamily.IPV6, 128],
])('takes %s', (given, text, family, prefixLength) => {
  expect(parseCidr(given)).toEqual({ text, family, prefixLength });
});

test.each([
  ['', 'is no range of addresses'],
  ['banana', 'is no range of addresses'],
  ['192.0.2.0/', 'is no range of addresses'],
  ['192.0.2.0/24/24', 'is no range of addresses'],
  ['192.0.2/24', 'is no range of addresses'],
  ['192.0.02.0/24', 'is no range of addresses'],
  ['fe80::%eth0/64', 'is no range of addresses'],
  ['192.0.2.1', 'has no prefix length: for this one address give "192.0.2.1/32"'],
  ['2001:DB8::1', 'has no prefix length: for this one address give "2001:db8::1/128"'],
  ['192.0.2.0/33', 'has the prefix length 33: allowed are 0 to 32'],
  ['2001:db8::/129', 'has the prefix length 129: allowed are 0 to 128'],
  ['192.0.2.0/024', 'has the prefix length 024'],
  ['10.10.10.2/24', 'the network is "10.10.10.0/24", this one address is "10.10.10.2/32"'],
  ['2001:db8::1/64', 'the network is "2001:db8::/64", this one address is "2001:db8::1/128"'],
  ['::ffff:192.0.2.0/120', 'is an IPv4 range in an IPv6 spelling'],
])('fails for %j', (text, problem) => {
  const error = errorOf(() => parseCidr(text, { property: 'ranges' }));
  expect(error.code).toBe('Cidr');
  expect(error.message).toContain(
    `ranges ${JSON.stringify(text)} ${problem.split(' ')[0] === 'the' ? 'has bits set' : problem}`,
  );
  expect(error.message).toContain(problem);
});
