import {
  CalicoApiVersion,
  CalicoStaticIp,
  NetworkPeer,
  NetworkPolicyForm,
  NetworkPorts,
  Provider,
  SipTrunk,
  type CalicoFormOptions,
} from '../../lib';
import { parseCalicoSelector } from '../../lib/network/calico-selector';
import { calicoPolicyAllows } from '../support/calico-policy-judge';
import { chart, config, manifest, manifests, password, pbx, phone, type Manifest } from '../support/pbx';
import { policyAllows, type Other } from '../support/policy-judge';
import { strictSchemaErrors } from '../support/strict-schema';

function policy(form?: NetworkPolicyForm): Manifest {
  const scope = chart('test', 'telephony');
  const files = config(scope);
  phone(files, 'hall', '201');
  files.pjsip.addObject('transport', 'tcp6', { protocol: 'tcp', bind: '[::]:5080' });
  const account = { username: '+441632960000', password: password(files, 'uplink') };
  new SipTrunk(files, 'uplink', { provider: Provider.ANDREWS_ARNOLD, ...account });
  const { networkPolicy } = pbx(scope, {
    config: files,
    metrics: {},
    address: new CalicoStaticIp(scope, 'ip', { name: 'asterisk', ipv6: '2001:db8::5060', ipv4: '192.0.2.7' }),
    phoneNetworks: ['2001:db8:1::/64', '198.51.100.0/24'],
    networkPolicyForm: form,
  });
  networkPolicy.allowTo(NetworkPeer.ANYWHERE, NetworkPorts.tcp(443));
  networkPolicy.allowFrom(NetworkPeer.pods({ labels: { app: 'crm' } }), NetworkPorts.tcp(5038));
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  return manifest(scope, 'NetworkPolicy');
}

const calico = (options?: CalicoFormOptions) => policy(NetworkPolicyForm.calico(options));

interface Spec {
  readonly selector: string;
  readonly order: number;
  readonly ingress: readonly { readonly action: string; readonly source?: { readonly nets?: readonly string[] } }[];
  readonly egress: readonly { readonly action: string; readonly destination?: { readonly nets?: readonly string[] } }[];
}
const specOf = (of: Manifest) => of.spec as unknown as Spec;

test('minimal', () => {
  const made = calico();
  expect(made).toMatchObject({
    apiVersion: 'crd.projectcalico.org/v1',
    metadata: { name: 'default.asterisk', namespace: 'telephony' },
    spec: {
      order: 100,
      selector: "k8s-app == 'asterisk' && app.kubernetes.io/instance == 'asterisk'",
      types: ['Ingress', 'Egress'],
    },
  });
  parseCalicoSelector(specOf(made).selector);
  expect([specOf(made).ingress.at(-1), specOf(made).egress.at(-1)]).toEqual([{ action: 'Deny' }, { action: 'Deny' }]);
});

test('all options', () => {
  const options: Required<CalicoFormOptions> = {
    apiVersion: CalicoApiVersion.V3,
    order: 7,
    logDenied: true,
    ping: true,
  };
  const made = calico(options);
  expect(made).toMatchObject({
    apiVersion: 'projectcalico.org/v3',
    metadata: { name: 'asterisk' },
    spec: { order: 7 },
  });
  for (const rules of [specOf(made).ingress, specOf(made).egress]) {
    expect(rules.slice(-2)).toEqual([{ action: 'Log' }, { action: 'Deny' }]);
  }
  expect(calicoPolicyAllows(made, 'from', '2001:db8:1::17', 128, 'ICMPv6')).toBe(true);
  expect(calicoPolicyAllows(made, 'from', '198.51.100.17', 8, 'ICMP')).toBe(true);
  expect(calicoPolicyAllows(made, 'from', '203.0.113.9', 8, 'ICMP')).toBe(false);
  expect(calicoPolicyAllows(calico(), 'from', '198.51.100.17', 8, 'ICMP')).toBe(false);
});

test('no rule names networks of both families, which Calico refuses', () => {
  const { ingress, egress } = specOf(calico({ ping: true }));
  const lists = [...ingress.map(({ source }) => source?.nets), ...egress.map(({ destination }) => destination?.nets)];
  const mixed = lists.filter((nets = []) => new Set(nets.map((net) => net.includes(':'))).size > 1);
  expect(mixed).toEqual([]);
});

test('both forms let the same through', () => {
  const kubernetes = policy();
  const others: readonly Other[] = [
    '2001:db8:1::17',
    '198.51.100.17',
    '2001:8b0:5060::1',
    '90.155.3.9',
    '203.0.113.9',
    '2001:db8:bad::9',
    { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    { namespace: 'kube-system', labels: {} },
    { namespace: 'monitoring', labels: { app: 'prometheus' } },
    { namespace: 'telephony', labels: { app: 'crm' } },
    { namespace: 'default', labels: { app: 'crm' } },
  ];
  const packets = others.flatMap((other) =>
    (['from', 'to'] as const).flatMap((direction) =>
      [53, 443, 1023, 1024, 5038, 5060, 5080, 8088, 9999, 10000, 10999, 11000, 65535].flatMap((port) =>
        ['UDP', 'TCP'].map((protocol) => [direction, other, port, protocol] as const),
      ),
    ),
  );
  const made = calico();
  const differing = packets.filter(
    (packet) => policyAllows(kubernetes, ...packet) !== calicoPolicyAllows(made, ...packet),
  );
  expect(differing).toEqual([]);
  expect(packets.filter((packet) => calicoPolicyAllows(made, ...packet)).length).toBeGreaterThan(30);
});
