import { App, Chart, Testing } from 'cdk8s';
import { IpFamily } from '../../lib/config/ip-family';
import { CalicoApiVersion } from '../../lib/network/calico-api-version';
import type { CalicoStaticIpProps } from '../../lib/network/calico-static-ip';
import { CalicoAllowedUse, CalicoAssignmentMode, CalicoStaticIp } from '../../lib/network/calico-static-ip';
import { CalicoVersion } from '../../lib/network/calico-version';
import { calicoRuleErrors } from '../support/calico-rules';
import { errorOf } from '../support/error-of';
import { strictSchemaErrors } from '../support/strict-schema';

const part1: CalicoStaticIpProps = { name: 'asterisk', ipv6: '2001:111:1234:e8b1::1:1', ipv4: '10.10.10.2' };

function chart(): Chart {
  return new Chart(new App(), 'pbx', { namespace: 'telephony' });
}

function synth(props: CalicoStaticIpProps): { address: CalicoStaticIp; manifests: Record<string, unknown>[] } {
  const scope = chart();
  const address = new CalicoStaticIp(scope, 'address', props);
  const manifests = Testing.synth(scope) as Record<string, unknown>[];
  expect(strictSchemaErrors(manifests)).toEqual([]);
  expect(calicoRuleErrors(manifests)).toEqual([]);
  return { address, manifests };
}

test('minimal: IPv6 only', () => {
  const { address, manifests } = synth({ name: 'minimal', ipv6: '2001:DB8:0::0001' });
  expect(manifests).toHaveLength(1);
  expect(manifests[0]).toMatchObject({ metadata: { name: 'minimal-ipv6-ippool' }, spec: { cidr: '2001:db8::1/128' } });
  expect(address.families).toBe(IpFamily.IPV6);
  expect(address.addresses).toEqual([{ text: '2001:db8::1', family: IpFamily.IPV6 }]);
  expect(address.annotations).toEqual({ 'cni.projectcalico.org/ipv6pools': '["minimal-ipv6-ippool"]' });
  expect(address.ipv4Pool).toBeUndefined();
  expect(address.ipv6Pool?.name).toBe('minimal-ipv6-ippool');
});

test('minimal: IPv4 only', () => {
  const { address, manifests } = synth({ name: 'minimal', ipv4: '192.0.2.1' });
  expect(manifests).toHaveLength(1);
  expect(address.families).toBe(IpFamily.IPV4);
  expect(address.annotations).toEqual({ 'cni.projectcalico.org/ipv4pools': '["minimal-ipv4-ippool"]' });
  expect(address.ipv6Pool).toBeUndefined();
});

test('both: exactly the pools and annotations of part 1, without the namespace of the chart', () => {
  const { address, manifests } = synth(part1);
  const common = {
    natOutgoing: false,
    ipipMode: 'Never',
    vxlanMode: 'Never',
    nodeSelector: '!all()',
    disabled: false,
    disableBGPExport: false,
    allowedUses: ['Workload'],
  };
  expect(manifests).toEqual([
    {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'IPPool',
      metadata: { name: 'asterisk-ipv6-ippool' },
      spec: { cidr: '2001:111:1234:e8b1::1:1/128', blockSize: 128, ...common },
    },
    {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'IPPool',
      metadata: { name: 'asterisk-ipv4-ippool' },
      spec: { cidr: '10.10.10.2/32', blockSize: 32, ...common },
    },
  ]);
  expect(address.families).toBe(IpFamily.DUAL);
  expect(address.annotations).toEqual({
    'cni.projectcalico.org/ipv6pools': '["asterisk-ipv6-ippool"]',
    'cni.projectcalico.org/ipv4pools': '["asterisk-ipv4-ippool"]',
  });
});

test('all props', () => {
  const props: Required<CalicoStaticIpProps> = {
    name: 'asterisk',
    ipv6: '2001:111:1234:e8b1:0:0:1:1',
    ipv4: '10.10.10.2',
    apiVersion: CalicoApiVersion.V3,
    calicoVersion: CalicoVersion.V3_31,
    ipFamilies: true,
    assignmentMode: CalicoAssignmentMode.MANUAL,
    allowedUses: [CalicoAllowedUse.WORKLOAD, CalicoAllowedUse.TUNNEL],
    disableBGPExport: true,
    natOutgoing: true,
    nodeSelector: 'has(rack)',
  };
  const { address, manifests } = synth(props);
  const common = {
    assignmentMode: 'Manual',
    allowedUses: ['Workload', 'Tunnel'],
    disableBGPExport: true,
    natOutgoing: true,
    nodeSelector: 'has(rack)',
  };
  expect(manifests).toMatchObject([
    { apiVersion: 'projectcalico.org/v3', spec: { cidr: '2001:111:1234:e8b1::1:1/128', ...common } },
    { apiVersion: 'projectcalico.org/v3', spec: { cidr: '10.10.10.2/32', ...common } },
  ]);
  expect(address.annotations).toEqual({
    'cni.projectcalico.org/ipv6pools': '["asterisk-ipv6-ippool"]',
    'cni.projectcalico.org/ipv4pools': '["asterisk-ipv4-ippool"]',
    'cni.projectcalico.org/ipFamilies': '["IPv4","IPv6"]',
  });
});

describe('by version of Calico', () => {
  const families = 'cni.projectcalico.org/ipFamilies';

  test('3.29 writes neither assignmentMode nor ipFamilies', () => {
    const { address, manifests } = synth({ ...part1, calicoVersion: CalicoVersion.V3_29 });
    expect(manifests[0]?.spec).not.toHaveProperty('assignmentMode');
    expect(address.annotations).not.toHaveProperty([families]);
  });

  test('3.30 writes both, and one family where there is one address', () => {
    const { address, manifests } = synth({ name: 'a', ipv6: '2001:db8::1', calicoVersion: CalicoVersion.V3_30 });
    expect(manifests[0]?.spec).toHaveProperty('assignmentMode', 'Automatic');
    expect(address.annotations).toHaveProperty([families], '["IPv6"]');
  });

  test('ipFamilies: false leaves the annotation out', () => {
    const { address } = synth({ ...part1, calicoVersion: CalicoVersion.V3_30, ipFamilies: false });
    expect(address.annotations).not.toHaveProperty([families]);
  });
});

describe('annotations', () => {
  test('are a copy', () => {
    const { address } = synth(part1);
    address.annotations.changed = 'yes';
    expect(address.annotations).not.toHaveProperty('changed');
  });
});

test('two with nothing in common', () => {
  const scope = chart();
  new CalicoStaticIp(scope, 'a', part1);
  new CalicoStaticIp(scope, 'b', { name: 'other', ipv6: '2001:db8::1', ipv4: '192.0.2.1' });
  const manifests = Testing.synth(scope) as unknown[];
  expect(manifests).toHaveLength(4);
  expect(calicoRuleErrors(manifests)).toEqual([]);
});

test('one whose addresses were refused does not stand in the way of the next', () => {
  const scope = chart();
  errorOf(() => new CalicoStaticIp(scope, 'a', { ...part1, allowedUses: [] }));
  expect(() => new CalicoStaticIp(scope, 'b', part1)).not.toThrow();
});

describe('fails', () => {
  test.each<[string, Partial<CalicoStaticIpProps>, string, string]>([
    [
      'without an address',
      { ipv4: undefined, ipv6: undefined },
      'CalicoStaticIp',
      'no address is given: give ipv6, ipv4 or both',
    ],
    [
      'for an IPv4 address where IPv6 is wanted',
      { ipv6: '10.10.10.2' },
      'IpAddress',
      'ipv6 "10.10.10.2" is an IPv4 address, but ipv6 takes an IPv6 address',
    ],
    [
      'for an IPv6 address where IPv4 is wanted',
      { ipv4: '2001:db8::1' },
      'IpAddress',
      'ipv4 "2001:db8::1" is an IPv6 address, but ipv4 takes an IPv4 address',
    ],
    [
      'for a prefix length',
      { ipv4: '10.10.10.2/24' },
      'IpAddress',
      'ipv4 "10.10.10.2/24" has a prefix length: give an address without prefix length, such as "10.10.10.2"',
    ],
    ['for a link-local address', { ipv6: 'fe80::1' }, 'IpAddress', 'ipv6 "fe80::1" is a link-local address'],
    ['for an empty address', { ipv6: '' }, 'IpAddress', 'ipv6 "" is empty'],
    [
      'for a name with capitals',
      { name: 'Asterisk' },
      'CalicoStaticIp',
      'name "Asterisk" is no name that Kubernetes takes: give at most 241 lower-case letters',
    ],
    ['for a name with an underscore', { name: 'my_pbx' }, 'CalicoStaticIp', 'name "my_pbx" is no name'],
    ['for a name that begins with a hyphen', { name: '-pbx' }, 'CalicoStaticIp', 'name "-pbx" is no name'],
    ['for an empty name', { name: '' }, 'CalicoStaticIp', 'name "" is no name'],
    ['for a name that is too long', { name: 'a'.repeat(242) }, 'CalicoStaticIp', 'at most 241'],
    [
      'for assignmentMode before 3.30',
      { assignmentMode: CalicoAssignmentMode.MANUAL },
      'CalicoStaticIp',
      "'assignmentMode' exists since Calico 3.30, but calicoVersion is 3.27: leave it out, or set calicoVersion",
    ],
    [
      'for ipFamilies before 3.30',
      { ipFamilies: true, calicoVersion: CalicoVersion.V3_29 },
      'CalicoStaticIp',
      "'ipFamilies' exists since Calico 3.30, but calicoVersion is 3.29",
    ],
    [
      'for no use',
      { allowedUses: [] },
      'CalicoStaticIp',
      'allowedUses is empty, so no pod can get the address: allowed are CalicoAllowedUse.WORKLOAD',
    ],
    [
      'for uses without Workload',
      { allowedUses: [CalicoAllowedUse.TUNNEL] },
      'CalicoStaticIp',
      'allowedUses is Tunnel, so no pod can get the address',
    ],
    [
      'for LoadBalancer beside Workload',
      { allowedUses: [CalicoAllowedUse.WORKLOAD, CalicoAllowedUse.LOAD_BALANCER] },
      'CalicoStaticIp',
      'allowedUses holds LoadBalancer, which Calico does not allow beside Workload',
    ],
    [
      'for a use given twice',
      { allowedUses: [CalicoAllowedUse.WORKLOAD, CalicoAllowedUse.WORKLOAD] },
      'CalicoStaticIp',
      'allowedUses is Workload, Workload: give each use once',
    ],
    [
      'for a broken nodeSelector',
      { nodeSelector: '!all(' },
      'CalicoSelector',
      `nodeSelector "!all(" is no selector of Calico: at its end a closing ')' is expected`,
    ],
    ['for an empty nodeSelector', { nodeSelector: '' }, 'CalicoSelector', 'nodeSelector "" is no selector of Calico'],
    [
      'for a nodeSelector that selects nodes',
      { nodeSelector: 'all()' },
      'CalicoStaticIp',
      'nodeSelector "all()" lets Calico give the address to any pod on these nodes: leave it at "!all()"',
    ],
  ])('%s', (_, props, code, message) => {
    const error = errorOf(() => new CalicoStaticIp(chart(), 'address', { ...part1, ...props }));
    expect(error.code).toBe(code);
    expect(error.message).toContain('[pbx/address]: ');
    expect(error.message).toContain(message);
  });

  test('for an address that another one in the app has, in another chart and another spelling', () => {
    const app = new App();
    new CalicoStaticIp(new Chart(app, 'home'), 'address', part1);
    const error = errorOf(
      () =>
        new CalicoStaticIp(new Chart(app, 'office'), 'address', { name: 'office', ipv6: '2001:111:1234:E8B1:0::1:1' }),
    );
    expect(error).toEqual({
      code: 'CalicoStaticIp',
      message:
        '[office/address]: the address 2001:111:1234:e8b1::1:1 belongs to [home/address] already: give each its own address',
    });
  });

  test('for a pool of the same name', () => {
    const app = new App();
    new CalicoStaticIp(new Chart(app, 'home'), 'address', part1);
    const error = errorOf(
      () => new CalicoStaticIp(new Chart(app, 'office'), 'address', { name: 'asterisk', ipv4: '10.10.10.3' }),
    );
    expect(error).toEqual({
      code: 'CalicoStaticIp',
      message:
        '[office/address]: the pool asterisk-ipv4-ippool is made by [home/address] already, and pools belong to the whole cluster: give each its own name',
    });
  });
});
