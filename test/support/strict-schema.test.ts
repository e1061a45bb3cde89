import { strictSchemaErrors } from './strict-schema';

// A value in whose fields tests make mistakes; JSON, so that any path may be set.
type Json = Record<string, unknown>;

const statefulSet = (): Json => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: {
    name: 'asterisk',
    namespace: 'telephony',
    labels: { 'k8s-app': 'asterisk' },
    annotations: { 'any.example/key': 'x' },
  },
  spec: {
    replicas: 1,
    serviceName: 'asterisk',
    selector: { matchLabels: { 'k8s-app': 'asterisk' } },
    template: {
      metadata: { labels: { 'k8s-app': 'asterisk' }, annotations: { 'cni.projectcalico.org/ipv4pools': '["a"]' } },
      spec: {
        nodeSelector: { 'kubernetes.io/arch': 'arm64' },
        securityContext: { runAsNonRoot: true, runAsUser: 101, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'asterisk',
            image: 'registry.example.com/asterisk:1',
            imagePullPolicy: 'IfNotPresent',
            ports: [{ name: 'sip', containerPort: 5060, protocol: 'UDP' }],
            resources: { requests: { cpu: '100m', memory: '128Mi' } },
            readinessProbe: { exec: { command: ['asterisk', '-rx', 'core waitfullybooted'] }, periodSeconds: 5 },
            lifecycle: { preStop: { httpGet: { port: 'http', path: '/' } } },
            volumeMounts: [{ name: 'conf', mountPath: '/etc/asterisk' }],
          },
        ],
        volumes: [
          {
            name: 'conf',
            projected: {
              defaultMode: 288,
              sources: [
                { configMap: { name: 'conf' } },
                { secret: { name: 'passwords', items: [{ key: 'a', path: 'a' }] } },
              ],
            },
          },
          { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '10Mi' } },
        ],
      },
    },
  },
});

const ipPool = (): Json => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'IPPool',
  metadata: { name: 'asterisk-ipv4-ippool' },
  spec: {
    cidr: '10.10.10.2/32',
    blockSize: 32,
    natOutgoing: false,
    ipipMode: 'Never',
    vxlanMode: 'Never',
    nodeSelector: '!all()',
    disabled: false,
    disableBGPExport: false,
    allowedUses: ['Workload'],
  },
});

const service = (): Json => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'asterisk' },
  spec: {
    clusterIP: 'None',
    selector: { a: 'b' },
    ports: [{ name: 'sip', port: 5060, targetPort: 'sip', protocol: 'UDP' }],
  },
});

test.each([
  ['StatefulSet', statefulSet()],
  ['Service', service()],
  [
    'ConfigMap',
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { 'pjsip.conf': '[global]' },
      binaryData: {},
    },
  ],
  [
    'Secret',
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, type: 'Opaque', stringData: { password: 'x' } },
  ],
  ['Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { x: 'y' } } }],
  ['IPPool of crd.projectcalico.org/v1', ipPool()],
  ['IPPool of projectcalico.org/v3', { ...ipPool(), apiVersion: 'projectcalico.org/v3' }],
  [
    'NetworkPolicy',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'a' },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.1/32'] } }],
            ports: [{ port: 10000, endPort: 10999 }],
          },
        ],
      },
    },
  ],
  [
    'Deployment',
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'a' },
      spec: {
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a' }] } },
      },
    },
  ],
])('a valid %s passes', (_, manifest) => {
  expect(strictSchemaErrors([manifest])).toEqual([]);
});

// Where, under which name, what is put there, and what is reported; ✗ takes the field away.
test.each<[string, () => Json, string, unknown, string]>([
  [
    'a field that only later releases know',
    service,
    'spec.trafficDistribution',
    'PreferClose',
    '$.spec.trafficDistribution: unknown to Kubernetes 1.27',
  ],
  [
    'such a field of a list',
    statefulSet,
    'spec.template.spec.containers.0.restartPolicy',
    'Always',
    '$.spec.template.spec.containers[0].restartPolicy: unknown to Kubernetes 1.27',
  ],
  ['an unknown field of spec', statefulSet, 'spec.replica', 1, '$.spec.replica: unknown field'],
  ['an unknown field beside spec', statefulSet, 'specs', {}, '$.specs: unknown field'],
  ['an unknown field of metadata', statefulSet, 'metadata.label', {}, '$.metadata.label: unknown field'],
  [
    'an unknown field of a container',
    statefulSet,
    'spec.template.spec.containers.0.imagePullpolicy',
    'Never',
    '$.spec.template.spec.containers[0].imagePullpolicy: unknown field',
  ],
  [
    'an unknown field of a security context',
    statefulSet,
    'spec.template.spec.securityContext.seccompProfile.typ',
    'RuntimeDefault',
    '$.spec.template.spec.securityContext.seccompProfile.typ: unknown field',
  ],
  [
    'an unknown source of a volume',
    statefulSet,
    'spec.template.spec.volumes.0.projected.source',
    [],
    '$.spec.template.spec.volumes[0].projected.source: unknown field',
  ],
  [
    'an unknown field in a list of a list',
    statefulSet,
    'spec.template.spec.volumes.0.projected.sources.1.secret.items.0.mod',
    1,
    '$.spec.template.spec.volumes[0].projected.sources[1].secret.items[0].mod: unknown field',
  ],
  ['a string for a number', statefulSet, 'spec.replicas', '1', '$.spec.replicas: must be integer'],
  [
    'a number for a string in a map',
    statefulSet,
    'spec.template.metadata.annotations.x',
    1,
    '$.spec.template.metadata.annotations.x: must be string',
  ],
  [
    'a number for a string',
    statefulSet,
    'spec.template.spec.containers.0.image',
    1,
    '$.spec.template.spec.containers[0].image: must be string',
  ],
  ['an object for a list', service, 'spec.ports', {}, '$.spec.ports: must be array'],
  ['a boolean for a string', service, 'spec.clusterIP', false, '$.spec.clusterIP: must be string'],
  ['a missing field', statefulSet, 'spec.selector', '✗', '$.spec.selector: missing field'],
  [
    'a missing field deep down',
    statefulSet,
    'spec.template.spec.containers.0.name',
    '✗',
    '$.spec.template.spec.containers[0].name: missing field',
  ],
  ['an unknown apiVersion', statefulSet, 'apiVersion', 'apps/v2', '$: unknown apiVersion and kind apps/v2 StatefulSet'],
  ['an unknown kind', statefulSet, 'kind', 'Statefulset', '$: unknown apiVersion and kind apps/v1 Statefulset'],
  [
    'a part where an object is due',
    statefulSet,
    'kind',
    'StatefulSetSpec',
    '$: unknown apiVersion and kind apps/v1 StatefulSetSpec',
  ],
  ['an unknown field of a pool', ipPool, 'spec.blocksize', 32, '$.spec.blocksize: unknown field'],
  ['an unknown field of the metadata of a pool', ipPool, 'metadata.nmae', 'a', '$.metadata.nmae: unknown field'],
  ['an unknown field beside the spec of a pool', ipPool, 'status', {}, '$.status: unknown field'],
  ['a string for a number in a pool', ipPool, 'spec.blockSize', '32', '$.spec.blockSize: must be integer'],
  [
    'a word that a pool does not know',
    ipPool,
    'spec.ipipMode',
    'never',
    '$.spec.ipipMode: must be one of ["Never","Always","CrossSubnet"]',
  ],
  ['a number in a list of a pool', ipPool, 'spec.allowedUses.0', 1, '$.spec.allowedUses[0]: must be string'],
  ['a pool without cidr', ipPool, 'spec.cidr', '✗', '$.spec.cidr: missing field'],
  [
    'a version of the API that a pool does not have',
    ipPool,
    'apiVersion',
    'crd.projectcalico.org/v3',
    '$: unknown apiVersion and kind crd.projectcalico.org/v3 IPPool',
  ],
])('fails for %s', (_, make, path, value, expected) => {
  const errors = strictSchemaErrors([set(make(), path.split('.'), value)]);
  expect(errors.map((error) => error.slice(error.indexOf('$')))).toContain(expected);
});

test('fails for a manifest without a name', () => {
  expect(strictSchemaErrors([{ ...service(), metadata: {} }])).toEqual([
    '$: apiVersion, kind or metadata.name is missing',
  ]);
});

function set(target: Json, path: readonly string[], value: unknown): Json {
  const [key = '', ...rest] = path;
  if (rest.length > 0) {
    set(target[key] as Json, rest, value);
  } else if (value === '✗') {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a field is taken away
    delete target[key];
  } else {
    target[key] = value;
  }
  return target;
}
