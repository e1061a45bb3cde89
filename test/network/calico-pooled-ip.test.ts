import { App, Chart, Testing } from 'cdk8s';
import { IpFamily } from '../../lib/config/ip-family';
import { CalicoPooledIp, type CalicoPooledIpProps } from '../../lib/network/calico-pooled-ip';
import { CalicoStaticIp } from '../../lib/network/calico-static-ip';
import { CalicoVersion } from '../../lib/network/calico-version';
import { errorOf } from '../support/error-of';
import { chart, manifest, pbx } from '../support/pbx';

const make = (props: CalicoPooledIpProps) => new CalicoPooledIp(chart('pbx'), 'address', props);
const both = { ipv6: '2001:DB8:0::5060', ipv4: '192.0.2.7' };

test('minimal: the address itself', () => {
  const address = make({ ipv4: '192.0.2.7' });
  expect(address.families).toBe(IpFamily.IPV4);
  expect(address.annotations).toEqual({ 'cni.projectcalico.org/ipAddrs': '["192.0.2.7"]' });
});

test('both addresses, and no object', () => {
  const scope = new Chart(new App(), 'pbx');
  const address = new CalicoPooledIp(scope, 'address', both);
  expect(address.addresses.map(({ text }) => text)).toEqual(['2001:db8::5060', '192.0.2.7']);
  expect(address.annotations).toEqual({ 'cni.projectcalico.org/ipAddrs': '["2001:db8::5060","192.0.2.7"]' });
  expect(Testing.synth(scope)).toEqual([]);
});

test('all props: pools by their names', () => {
  const props: Required<CalicoPooledIpProps> = {
    ...both,
    ipv6Pool: 'office-ipv6',
    ipv4Pool: 'office-ipv4',
    calicoVersion: CalicoVersion.V3_30,
  };
  expect(make(props).annotations).toEqual({
    'cni.projectcalico.org/ipv6pools': '["office-ipv6"]',
    'cni.projectcalico.org/ipv4pools': '["office-ipv4"]',
    'cni.projectcalico.org/ipFamilies': '["IPv4","IPv6"]',
  });
});

test('one pool: before 3.30 the pod cannot say that it wants no other family', () => {
  const props = { ipv6: '2001:db8::1', ipv6Pool: 'office' };
  expect(make(props).annotations).toEqual({ 'cni.projectcalico.org/ipv6pools': '["office"]' });
  expect(make({ ...props, calicoVersion: CalicoVersion.V3_31 }).annotations).toHaveProperty(
    ['cni.projectcalico.org/ipFamilies'],
    '["IPv6"]',
  );
});

test('a PBX takes it', () => {
  const scope = chart();
  pbx(scope, { address: new CalicoPooledIp(scope, 'ip', both) });
  expect(manifest(scope, 'StatefulSet').spec).toMatchObject({
    template: {
      metadata: { annotations: { 'cni.projectcalico.org/ipAddrs': '["2001:db8::5060","192.0.2.7"]' } },
    },
  });
});

describe('fails', () => {
  test.each<[string, CalicoPooledIpProps, string, string]>([
    ['without an address', {}, 'CalicoStaticIp', '[pbx/address]: no address is given'],
    ['for a bad address', { ipv4: '192.0.2.07' }, 'IpAddress', 'leading zero'],
    [
      'with a pool of one family only',
      { ...both, ipv6Pool: 'a' },
      'CalicoStaticIp',
      "ipv4 has no pool, and a pod asks either for pools or for addresses: set 'ipv4Pool' too",
    ],
    [
      'with a pool without an address',
      { ipv6: '2001:db8::1', ipv4Pool: 'a', ipv6Pool: 'b' },
      'CalicoStaticIp',
      "ipv4Pool is named, and there is no IPv4 address: give 'ipv4'",
    ],
    [
      'for a bad name',
      { ipv6: '2001:db8::1', ipv6Pool: 'A' },
      'CalicoStaticIp',
      'name "A" is no name that Kubernetes takes',
    ],
  ])('%s', (_, props, code, message) => {
    expect(errorOf(() => make(props))).toEqual({ code, message: expect.stringContaining(message) as string });
  });

  test('for an address that has a pool of its own', () => {
    const scope = new Chart(new App(), 'pbx');
    new CalicoStaticIp(scope, 'own', { name: 'asterisk', ipv4: '192.0.2.7' });
    expect(errorOf(() => new CalicoPooledIp(scope, 'address', both)).message).toBe(
      '[pbx/address]: the address 192.0.2.7 belongs to [pbx/own] already: give each its own address',
    );
  });
});
