import { calicoRuleErrors } from './calico-rules';

const pool = (spec: object, metadata: object = {}): object => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'IPPool',
  metadata: { name: 'a-pool', ...metadata },
  spec: { blockSize: 32, nodeSelector: '!all()', cidr: '192.0.2.1/32', ...spec },
});

test('good pools, and other kinds, pass', () => {
  const v6 = pool({ cidr: '2001:db8::1/128', blockSize: 128 }, { name: 'another-pool' });
  expect(calicoRuleErrors([pool({}), v6, { kind: 'Pod' }])).toEqual([]);
});

test.each<[object, object, string]>([
  [{ cidr: 'banana' }, {}, 'cidr banana is none'],
  [{ cidr: '192.0.2.1/24', blockSize: 26 }, {}, 'cidr 192.0.2.1/24 has host bits'],
  [{ cidr: '2001:DB8::1/128', blockSize: 128 }, {}, 'cidr 2001:DB8::1/128 is not canonical: 2001:db8::1/128'],
  [{ cidr: '2001:db8:0:0::1/128', blockSize: 128 }, {}, 'cidr 2001:db8:0:0::1/128 is not canonical: 2001:db8::1/128'],
  [{ cidr: '169.254.1.1/32' }, {}, 'cidr 169.254.1.1/32 is link-local'],
  [{ cidr: 'fe80::1/128', blockSize: 128 }, {}, 'cidr fe80::1/128 is link-local'],
  [{ cidr: '192.0.0.0/16', blockSize: 19 }, {}, 'blockSize 19 is not in 20 to 32'],
  [{ blockSize: undefined }, {}, 'the prefix length 32 is greater than the blockSize 26'],
  [{ ipipMode: 'Always', vxlanMode: 'CrossSubnet' }, {}, 'ipipMode and vxlanMode are both on'],
  [{ cidr: '2001:db8::1/128', blockSize: 128, ipipMode: 'Always' }, {}, 'ipipMode is on for IPv6'],
  [{ allowedUses: ['Tunnel'] }, {}, 'allowedUses lacks Workload'],
  [{ disabled: true }, {}, 'the pool is disabled'],
  [{ nodeSelector: '' }, {}, 'nodeSelector is empty, which selects every node'],
  [{}, { namespace: 'telephony' }, 'a pool has no namespace'],
  [{}, { name: 'A' }, 'the name is no name'],
])('fails for %j %j', (spec, metadata, expected) => {
  expect(calicoRuleErrors([pool(spec, metadata)]).map((error) => error.slice(error.indexOf(':') + 2))).toContain(
    expected,
  );
});

test('fails for pools that overlap or share a name', () => {
  expect(calicoRuleErrors([pool({ cidr: '192.0.2.0/24' }), pool({})])).toEqual([
    'a-pool: two pools have this name',
    'a-pool: overlaps a-pool',
  ]);
});
