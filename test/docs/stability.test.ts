import { Chart } from 'cdk8s';
import { AsteriskApp, CalicoBgpPeering, CalicoStaticIp, RestrictedNamespace, SipTrunk } from '../../lib';
import { config, manifests, password, pbx, phone } from '../support/pbx';

// Whoever changes an expectation here breaks what docs/stability.md promises: that takes a major version.

const app = new AsteriskApp();
const chart = new Chart(app, 'chart');
new RestrictedNamespace(chart, 'namespace', { name: 'telephony' });
const files = config(chart);
const hall = phone(files, 'hall', '201');
const trunk = new SipTrunk(files, 'uplink', {
  host: 'sip.example.com',
  username: 'account',
  password: password(files, 'uplink'),
  ranges: ['2001:db8:1::/64'],
});
trunk.addNumber('+441632960000', { ring: [hall] });
const asterisk = pbx(chart, { config: files });

test('construct ids', () => {
  const paths = chart.node.findAll().map((construct) => construct.node.path);
  expect(paths.filter((path) => !path.includes('secret-'))).toMatchInlineSnapshot(`
   [
     "chart",
     "chart/namespace",
     "chart/namespace/Namespace",
     "chart/namespace/Namespace/Resource",
     "chart/namespace/Namespace/Namespaces",
     "chart/namespace/Namespace/Namespaces/Pods",
     "chart/namespace/Namespace/Pods",
     "chart/config",
     "chart/config/hall",
     "chart/config/uplink",
     "chart/image",
     "chart/address",
     "chart/address/Ipv6Pool",
     "chart/pbx",
     "chart/pbx/Config",
     "chart/pbx/Config/Resource",
     "chart/pbx/NetworkPolicy",
     "chart/pbx/NetworkPolicy/Resource",
     "chart/pbx/Service",
     "chart/pbx/Service/Resource",
     "chart/pbx/Workload",
     "chart/pbx/Workload/Resource",
     "chart/pbx/DisruptionBudget",
     "chart/pbx/Volume-etc",
     "chart/pbx/Volume-run",
     "chart/pbx/Volume-lib",
     "chart/pbx/Volume-log",
     "chart/pbx/Volume-spool",
     "chart/pbx/Volume-tmp",
   ]
  `);
});

test('names, kinds, selectors and other fields that cannot be changed in place', () => {
  const fields = manifests(chart).map((manifest) => {
    const { serviceName, selector, podManagementPolicy, volumeClaimTemplates, cidr, blockSize } = manifest.spec ?? {};
    return {
      kind: manifest.kind,
      name: manifest.metadata.name,
      serviceName,
      selector,
      podManagementPolicy,
      volumeClaimTemplates,
      cidr,
      blockSize,
    };
  });
  expect(JSON.parse(JSON.stringify(fields))).toMatchInlineSnapshot(`
   [
     {
       "kind": "Namespace",
       "name": "telephony",
     },
     {
       "blockSize": 128,
       "cidr": "2001:db8::5060/128",
       "kind": "IPPool",
       "name": "asterisk-ipv6-ippool",
     },
     {
       "kind": "ConfigMap",
       "name": "asterisk-config",
     },
     {
       "kind": "NetworkPolicy",
       "name": "asterisk",
     },
     {
       "kind": "Service",
       "name": "asterisk",
       "selector": {
         "app.kubernetes.io/instance": "asterisk",
         "k8s-app": "asterisk",
       },
     },
     {
       "kind": "StatefulSet",
       "name": "asterisk",
       "podManagementPolicy": "OrderedReady",
       "selector": {
         "matchLabels": {
           "app.kubernetes.io/instance": "asterisk",
           "k8s-app": "asterisk",
         },
       },
       "serviceName": "asterisk",
     },
     {
       "kind": "PodDisruptionBudget",
       "name": "asterisk",
       "selector": {
         "matchLabels": {
           "app.kubernetes.io/instance": "asterisk",
           "k8s-app": "asterisk",
         },
       },
     },
   ]
  `);
});

test('names within the pod', () => {
  interface Named {
    readonly name: string;
  }
  interface Pod {
    readonly containers: readonly (Named & { readonly ports: readonly Named[] })[];
    readonly initContainers: readonly Named[];
    readonly volumes: readonly Named[];
    readonly securityContext: object;
  }
  const { metadata, spec } = (
    manifests(chart).find(({ kind }) => kind === 'StatefulSet')?.spec as {
      template: { metadata: { annotations: object }; spec: Pod };
    }
  ).template;
  expect(spec.containers.map(({ name }) => name)).toEqual(['asterisk', 'config-reload']);
  expect(spec.initContainers.map(({ name }) => name)).toEqual(['render-config']);
  expect(spec.containers[0]?.ports.map(({ name }) => name)).toEqual(['sip-udp']);
  expect(spec.volumes.map(({ name }) => name).sort()).toEqual([
    'config',
    'etc',
    'lib',
    'log',
    'run',
    'secret-0',
    'spool',
    'tmp',
  ]);
  expect(spec.securityContext).toMatchObject({ runAsUser: 5060, runAsGroup: 5060, fsGroup: 5060 });
  expect(Object.keys(metadata.annotations)).toEqual(['cdk8s-asterisk/config-hash', 'cni.projectcalico.org/ipv6pools']);
});

test('contexts, objects and placeholders', () => {
  const names = (file: string) =>
    [...(asterisk.rendered.files.get(file) ?? '').matchAll(/^\[(.*?)\]/gm)].map(([, name]) => name);
  expect(names('extensions.conf')).toEqual(expect.arrayContaining(['internal', 'from-hall', 'from-uplink']));
  expect(names('pjsip.conf')).toEqual([
    'global',
    'udp6',
    'udp4',
    'hall',
    'hall',
    'hall',
    'uplink',
    'uplink',
    'uplink',
    'uplink',
    'uplink',
  ]);
  expect(asterisk.rendered.files.get('pjsip.conf')).toContain('password = «secret:sip-passwords/hall»');
});

test('the objects of BGP', () => {
  const other = new Chart(new AsteriskApp(), 'bgp');
  const announce = [new CalicoStaticIp(other, 'address', { name: 'asterisk', ipv6: '2001:db8::1', ipv4: '192.0.2.1' })];
  const router = { name: 'router', asNumber: 64513, ipv6: '2001:db8:1::1', ipv4: '198.51.100.1' };
  new CalicoBgpPeering(other, 'router', { ...router, announce });
  expect(manifests(other).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'IPPool asterisk-ipv6-ippool',
    'IPPool asterisk-ipv4-ippool',
    'BGPFilter router',
    'BGPPeer router-ipv6',
    'BGPPeer router-ipv4',
  ]);
});
