import { Cpu, ImagePullPolicy, Secret } from 'cdk8s-plus-27';
import { Duration, Size } from 'cdk8s';
import {
  Asterisk,
  AsteriskImage,
  application,
  AsteriskVersion,
  CalicoStaticIp,
  IpFamily,
  NetworkPolicyForm,
  RestrictedNamespace,
  SipTrunk,
  WorkloadKind,
  type AsteriskConfig,
  StateVolume,
  type AsteriskProps,
} from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifest, manifests, password, pbx, phone } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

interface Container {
  readonly name: string;
  readonly image: string;
  readonly securityContext: Record<string, unknown>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
  readonly resources: { readonly limits?: Record<string, string>; readonly requests: Record<string, string> };
  readonly [field: string]: unknown;
}

interface Workload {
  readonly selector: unknown;
  readonly template: {
    readonly metadata: { readonly labels: Record<string, string>; readonly annotations: Record<string, string> };
    readonly spec: {
      readonly containers: readonly [Container, Container];
      readonly initContainers: readonly [Container];
      readonly terminationGracePeriodSeconds: number;
      readonly securityContext: Record<string, unknown>;
      readonly volumes: readonly {
        readonly name: string;
        readonly projected?: { sources: unknown[] };
        readonly secret?: Record<string, unknown>;
        readonly emptyDir?: { medium?: string };
      }[];
      readonly automountServiceAccountToken: boolean;
    };
  };
  readonly [field: string]: unknown;
}

function workload(scope: ReturnType<typeof chart>, kind = 'StatefulSet'): Workload {
  return manifest(scope, kind).spec as unknown as Workload;
}

test('minimal', () => {
  const scope = chart('test', 'telephony');
  pbx(scope);
  expect(manifests(scope).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'IPPool asterisk-ipv6-ippool',
    'ConfigMap asterisk-config',
    'NetworkPolicy asterisk',
    'Service asterisk',
    'StatefulSet asterisk',
    'PodDisruptionBudget asterisk',
  ]);
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
});

test('all props', () => {
  const scope = chart();
  const files = config(scope);
  phone(files, 'hall', '201');
  const props: Required<AsteriskProps> = {
    config: files,
    image: new AsteriskImage(scope, 'image', {
      repository: 'registry.example.com/asterisk',
      config: files,
      uid: 1234,
      gid: 2345,
    }),
    address: new CalicoStaticIp(scope, 'address', { name: 'asterisk', ipv4: '192.0.2.7' }),
    phoneNetworks: ['192.0.2.0/24'],
    networkPolicyForm: NetworkPolicyForm.NONE,
    name: 'other',
    kind: WorkloadKind.DEPLOYMENT,
    timeZone: 'Europe/Berlin',
    metrics: { alerts: false, dashboard: false },
    state: { lib: StateVolume.ephemeral() },
    resources: { cpu: { request: Cpu.millis(500) }, memory: { request: Size.mebibytes(99) } },
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    drain: Duration.hours(1),
    safeToEvict: false,
  };
  new Asterisk(scope, 'pbx', props);
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  const spec = workload(scope, 'Deployment');
  const [container] = spec.template.spec.containers;
  expect(spec.strategy).toEqual({ type: 'Recreate' });
  expect(spec.template.spec.securityContext).toMatchObject({ runAsUser: 1234, runAsGroup: 2345, fsGroup: 2345 });
  expect(container).toMatchObject({
    imagePullPolicy: 'Always',
    env: [{ name: 'TZ', value: 'Europe/Berlin' }],
    resources: { requests: { cpu: '500m', memory: '99Mi' } },
    lifecycle: { preStop: { exec: { command: ['/usr/libexec/asterisk/drain', '3600'] } } },
  });
  expect(spec.template.spec.terminationGracePeriodSeconds).toBe(3630);
  expect(spec.template.metadata.annotations).toMatchObject({
    'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
    'karpenter.sh/do-not-disrupt': 'true',
  });
  const kinds = manifests(scope).map(({ kind }) => kind);
  expect(kinds).not.toContain('Service');
  expect(kinds).not.toContain('NetworkPolicy');
});

describe('the pod', () => {
  const scope = chart();
  pbx(scope);
  const { template, selector } = workload(scope);
  const [container, reloader] = template.spec.containers;
  const [renderer] = template.spec.initContainers;

  test('is selected by labels of ours, and nothing else', () => {
    const labels = { 'k8s-app': 'asterisk', 'app.kubernetes.io/instance': 'asterisk' };
    expect(selector).toEqual({ matchLabels: labels });
    expect(template.metadata.labels).toMatchObject(labels);
    expect((manifest(scope, 'Service').spec as { selector: unknown }).selector).toEqual(labels);
  });

  test('keeps the restricted pod security standard', () => {
    expect(template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 5060,
      fsGroup: 5060,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(template.spec.automountServiceAccountToken).toBe(false);
    for (const each of [container, renderer, reloader]) {
      expect(each.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsGroup: 5060,
        runAsNonRoot: true,
        runAsUser: 5060,
      });
    }
  });

  test('asks for addresses of its own', () => {
    expect(template.metadata.annotations).toMatchObject({
      'cni.projectcalico.org/ipv6pools': '["asterisk-ipv6-ippool"]',
    });
  });

  test('has no CPU limit, which would throttle audio', () => {
    expect(container.resources.limits).toEqual({ memory: '512Mi' });
    expect(container.resources.requests).toEqual({ cpu: '100m', memory: '128Mi' });
  });

  test('is probed by asking Asterisk, and killed only after five minutes of silence', () => {
    const ask = (command: string, answer: string) => ({
      command: ['/bin/sh', '-c', `/usr/sbin/asterisk -rx '${command}' | grep -q '${answer}'`],
    });
    expect(container.startupProbe).toMatchObject({ exec: ask('core waitfullybooted', 'fully booted') });
    expect(container.readinessProbe).toMatchObject({ exec: ask('core waitfullybooted', 'fully booted') });
    expect(container.livenessProbe).toMatchObject({
      exec: ask('core show uptime', 'System uptime'),
      periodSeconds: 30,
      failureThreshold: 10,
    });
  });

  test('names its ports', () => {
    expect(container.ports).toEqual([{ containerPort: 5060, name: 'sip-udp', protocol: 'UDP' }]);
  });

  test('renders its files in memory, and reads them only', () => {
    expect(renderer).toMatchObject({
      image: container.image,
      command: ['/usr/libexec/asterisk/render-config', '/mnt/config', '/mnt/secrets', '/etc/asterisk'],
    });
    expect(template.spec.volumes.find(({ name }) => name === 'etc')).toMatchObject({ emptyDir: { medium: 'Memory' } });
    expect(container.volumeMounts.find(({ mountPath }) => mountPath === '/etc/asterisk')).toMatchObject({
      name: 'etc',
      readOnly: true,
    });
    expect(
      container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath),
    ).toEqual(['/run/asterisk', '/var/lib/asterisk', '/var/log/asterisk', '/var/spool/asterisk', '/tmp']);
    expect(template.spec.volumes.find(({ name }) => name === 'secret-0')?.secret).toEqual({
      secretName: 'sip-passwords',
      defaultMode: 0o440,
    });
    expect(renderer.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
      '/etc/asterisk',
      '/mnt/config',
      '/mnt/secrets/sip-passwords',
    ]);
  });

  test('reloads them beside Asterisk, over its control socket', () => {
    expect(reloader).toMatchObject({
      name: 'config-reload',
      image: container.image,
      command: ['/usr/libexec/asterisk/reload-config', '/mnt/config', '/mnt/secrets', '/etc/asterisk'],
      resources: { limits: { memory: '256Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    });
    expect(
      reloader.volumeMounts.map(({ mountPath, readOnly }) => (readOnly === true ? `${mountPath} ro` : mountPath)),
    ).toEqual(['/etc/asterisk', '/run/asterisk', '/mnt/config ro', '/mnt/secrets/sip-passwords ro']);
  });

  test('waits five minutes for calls, and for nothing else', () => {
    expect(container.lifecycle).toEqual({ preStop: { exec: { command: ['/usr/libexec/asterisk/drain', '300'] } } });
    expect(template.spec.terminationGracePeriodSeconds).toBe(330);
    expect(template.metadata.annotations).not.toHaveProperty(['karpenter.sh/do-not-disrupt']);
  });

  test('may be evicted, so that its node can be drained', () => {
    expect(manifest(scope, 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 1,
      selector,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });
});

describe('a changed configuration', () => {
  const made = (change: (files: AsteriskConfig) => void) => {
    const scope = chart();
    const files = config(scope);
    phone(files, 'hall', '201');
    change(files);
    pbx(scope, { config: files });
    return { template: workload(scope).template, data: manifest(scope, 'ConfigMap').data ?? {} };
  };
  const before = made(() => undefined);

  test.each<[string, (files: AsteriskConfig) => void]>([
    ['one more phone', (files) => phone(files, 'kitchen', '202')],
    [
      'another step of the dialplan',
      (files) => files.dialplan.context('internal').extension('9', [application.Hangup()]),
    ],
    ['an option of a phone', (files) => files.pjsip.endpoint('hall').set({ deviceStateBusyAt: 2 })],
    ['other ports for audio', (files) => files.file('rtp.conf').section('general').set({ rtpend: 20999 })],
  ])('that is reloaded leaves the pod template as it is: %s', (_, change) => {
    const after = made(change);
    expect(after.data).not.toEqual(before.data);
    expect(after.template).toEqual(before.template);
  });

  test.each<[string, (files: AsteriskConfig) => void]>([
    [
      'a module',
      (files) => {
        files.loadModule('res_clioriginate');
      },
    ],
    ['an option of asterisk.conf', (files) => files.file('asterisk.conf').section('options').set({ maxcalls: 9 })],
    ['an option of a transport', (files) => files.pjsip.transport('udp6').set({ tos: 'cs3' })],
    [
      'a Secret',
      (files) => {
        files.addSecretFile({ secret: Secret.fromSecretName(files, 'more', 'more'), key: 'a.conf' });
      },
    ],
  ])('that no reload brings is another pod template: %s', (_, change) => {
    expect(made(change).template).not.toEqual(before.template);
  });

  test('goes with the list that says how each file is read again', () => {
    const list = before.data['.reload'];
    const hash = before.template.metadata.annotations['cdk8s-asterisk/config-hash'];
    expect(list).toMatch(/^generation [0-9a-f]{16}\n/);
    expect(list).toContain(`\nrestart ${hash ?? '?'}\n`);
    expect(list).toContain('\nfile pjsip.conf module reload res_pjsip.so\n');
    expect(list).not.toContain('modules.conf');
  });
});

test('a pod with IPv6 only takes IPv6 for audio', () => {
  const files = (ipv4?: string) => {
    const scope = chart();
    const made = config(scope);
    phone(made, 'hall', '201');
    phone(made, 'attic', '202', { ipFamily: IpFamily.IPV6 });
    pbx(scope, {
      config: made,
      address: new CalicoStaticIp(scope, 'ip', { name: 'asterisk', ipv6: '2001:db8::5060', ipv4 }),
    });
    return made;
  };
  expect(files().pjsip.endpoint('hall').get('rtp_ipv6')).toBe('yes');
  expect(files().pjsip.endpoint('attic').get('rtp_ipv6')).toBeUndefined();
  expect(files('192.0.2.7').pjsip.endpoint('hall').get('rtp_ipv6')).toBeUndefined();
});

test('each protocol and port is one port', () => {
  const scope = chart();
  const files = config(scope);
  phone(files, 'hall', '201');
  files.pjsip.addObject('transport', 'tcp6', { protocol: 'tcp', bind: '[::]:5060' });
  files.pjsip.addObject('transport', 'tls6', {
    protocol: 'tls',
    bind: '[::]',
    certFile: '/etc/asterisk/tls.crt',
    privKeyFile: '/etc/asterisk/tls.key',
  });
  files.pjsip.addObject('transport', 'more', { protocol: 'udp', bind: '0.0.0.0:5070' });
  files.pjsip.addObject('transport', 'web', { protocol: 'wss', bind: '0.0.0.0' });
  expect(
    pbx(scope, { config: files }).ports.map(
      ({ name, number, protocol }) => `${name ?? ''} ${number} ${protocol ?? ''}`,
    ),
  ).toEqual(['sip-udp-5060 5060 UDP', 'sip-tcp 5060 TCP', 'sip-tls 5061 TCP', 'sip-udp-5070 5070 UDP']);
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
});

test('very large files are several ConfigMaps, and one directory', () => {
  const scope = chart();
  const files = config(scope);
  const text = (letter: string) => `[a]\n${`k = ${letter.repeat(1000)}\n`.repeat(700)}`;
  files.addFile('one.conf', text('a'));
  files.addFile('two.conf', text('b'));
  phone(files, 'hall', '201');
  const made = pbx(scope, { config: files });
  expect(made.configMaps.map(({ name }) => name)).toEqual(['asterisk-config', 'asterisk-config-2']);
  for (const map of manifests(scope).filter(({ kind }) => kind === 'ConfigMap')) {
    expect(Buffer.byteLength(JSON.stringify(map.data))).toBeLessThan(1024 * 1024);
  }
  expect(workload(scope).template.spec.volumes.find(({ name }) => name === 'config')?.projected?.sources).toEqual([
    { configMap: { name: 'asterisk-config' } },
    { configMap: { name: 'asterisk-config-2' } },
  ]);
  // Whoever reads them sees whether both have arrived.
  const lists = manifests(scope).flatMap(({ data = {} }) => [data['.reload'], data['.reload-2']]);
  const generations = lists.flatMap((list) => /^generation .*$/m.exec(list ?? '') ?? []).map(String);
  expect(generations).toHaveLength(2);
  expect(new Set(generations).size).toBe(1);
});

test.each(['Etc/UTC', 'UTC', 'Europe/London', 'US/Eastern', 'Asia/Kolkata', 'America/Port_of_Spain'])(
  'the time zone %s is known',
  (timeZone) => {
    const scope = chart();
    pbx(scope, { timeZone });
    expect(workload(scope).template.spec.containers[0].env).toEqual([{ name: 'TZ', value: timeZone }]);
  },
);

test('a PBX without passwords mounts no secret', () => {
  const scope = chart();
  const files = config(scope);
  new SipTrunk(files, 'peer', { host: '2001:db8::1', ranges: ['2001:db8::1/128'] });
  pbx(scope, { config: files });
  const { initContainers, volumes } = workload(scope).template.spec;
  expect(initContainers[0].volumeMounts.map(({ name }) => name)).toEqual(['etc', 'config']);
  expect(volumes.map(({ name }) => name)).not.toContain('secret-0');
});

test('a drain may be none at all', () => {
  const scope = chart();
  pbx(scope, { drain: Duration.seconds(0) });
  const { containers, terminationGracePeriodSeconds } = workload(scope).template.spec;
  expect(containers[0].lifecycle).toMatchObject({
    preStop: { exec: { command: ['/usr/libexec/asterisk/drain', '0'] } },
  });
  expect(terminationGracePeriodSeconds).toBe(30);
});

test('realtime priority means root and one capability', () => {
  const scope = chart();
  const files = config(scope);
  phone(files, 'hall', '201');
  const image = new AsteriskImage(scope, 'rt', {
    repository: 'registry.example.com/asterisk',
    config: files,
    realtimePriority: true,
  });
  pbx(scope, { config: files, image });
  const { containers, initContainers } = workload(scope).template.spec;
  expect(containers[0].securityContext).toMatchObject({
    runAsUser: 0,
    runAsNonRoot: false,
    capabilities: { drop: ['ALL'], add: ['SYS_NICE'] },
  });
  expect(initContainers[0].securityContext).toMatchObject({ capabilities: { drop: ['ALL'] } });
});

test('two PBXs live in one namespace', () => {
  const scope = chart();
  pbx(scope);
  const files = config(scope, {}, 'second');
  phone(files, 'attic', '301');
  const image = new AsteriskImage(scope, 'image2', { repository: 'registry.example.com/asterisk', config: files });
  const address = new CalicoStaticIp(scope, 'address2', { name: 'second', ipv4: '192.0.2.8' });
  new Asterisk(scope, 'pbx2', { config: files, image, address, phoneNetworks: ['192.0.2.0/24'], name: 'second' });
  const names = manifests(scope).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(new Set(names).size).toBe(names.length);
  const selectors = manifests(scope)
    .filter(({ kind }) => kind === 'StatefulSet')
    .map(({ spec }) => JSON.stringify(spec?.selector));
  expect(new Set(selectors).size).toBe(2);
});

test('a namespace can be made that admits it', () => {
  const scope = chart('test', 'telephony');
  new RestrictedNamespace(scope, 'namespace', { name: 'telephony' });
  expect(manifest(scope, 'Namespace')).toMatchObject({
    metadata: { name: 'telephony', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  expect(manifest(scope, 'Namespace').metadata.namespace).toBeUndefined();
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
});

describe('fails with', () => {
  test('a phone that comes too late', () => {
    const scope = chart();
    const made = pbx(scope);
    expect(errorOf(() => phone(made.config, 'late', '299')).code).toBe('ConfigClosed');
  });

  test('a number that comes too late', () => {
    const scope = chart();
    const files = config(scope);
    const hall = phone(files, 'hall', '201');
    const trunk = new SipTrunk(files, 'uplink', {
      host: 'sip.example.com',
      username: 'u',
      password: password(files, 'u'),
      signallingRanges: ['2001:db8:1::/64'],
    });
    pbx(scope, { config: files });
    expect(
      errorOf(() => {
        trunk.addNumber('+441632960000', { ring: [hall] });
      }).code,
    ).toBe('ConfigClosed');
    expect(
      errorOf(() => {
        trunk.addOutboundRoute({ from: [hall] });
      }).code,
    ).toBe('ConfigClosed');
    expect(
      errorOf(() => {
        hall.allowCallsTo(hall);
      }).code,
    ).toBe('ConfigClosed');
  });

  test('a configuration that is deployed already', () => {
    const scope = chart();
    const { config: files, image, address } = pbx(scope);
    const again = { config: files, image, address, phoneNetworks: [], name: 'again' };
    expect(errorOf(() => new Asterisk(scope, 'again', again))).toEqual({
      code: 'ConfigDeployed',
      message: expect.stringContaining('[test/again]: [test/config] is deployed by [test/pbx] already') as string,
    });
  });

  test('an image of another version', () => {
    const scope = chart();
    const old = config(scope, { version: AsteriskVersion.V16 }, 'old');
    const image = new AsteriskImage(scope, 'old-image', { repository: 'registry.example.com/asterisk', config: old });
    expect(errorOf(() => pbx(scope, { image }))).toEqual({
      code: 'VersionMismatch',
      message: expect.stringContaining(
        '[test/old-image] holds Asterisk 16.28.0, the files of [test/config] are for 22.10.1',
      ) as string,
    });
  });

  test.each<[Partial<AsteriskProps>, string, string]>([
    [{ name: 'Big' }, 'WorkloadName', '"Big"'],
    [{ name: '' }, 'WorkloadName', '""'],
    [{ name: 'x'.repeat(53) }, 'WorkloadName', '52'],
    [{ timeZone: 'London' }, 'TimeZone', '"London" is not in the IANA database'],
    [{ timeZone: 'europe/london' }, 'TimeZone', '"europe/london"'],
    [{ timeZone: '' }, 'TimeZone', 'Europe/London'],
    [{ drain: Duration.seconds(3601) }, 'Drain', 'drain is 3601 seconds, allowed are whole seconds from 0 to 3600'],
    [{ drain: Duration.millis(1500) }, 'Drain', 'drain is 1.5 seconds'],
  ])('%j', (props, code, message) => {
    expect(errorOf(() => pbx(chart(), props))).toEqual({ code, message: expect.stringContaining(message) as string });
  });

  test.each([
    ['0.0.0.0:506', 'TransportBind'],
    ['[::]:99999', 'LintFinding'],
    ['', 'TransportBind'],
  ])('a transport bound to %j', (bind, code) => {
    const scope = chart();
    const files = config(scope);
    phone(files, 'hall', '201');
    files.pjsip.addObject('transport', 'odd', { protocol: 'tcp', bind });
    expect(errorOf(() => pbx(scope, { config: files })).code).toBe(code);
  });

  test('a file that no ConfigMap can hold', () => {
    const scope = chart();
    const files = config(scope);
    files.addFile('huge.conf', `[a]\n${`k = ${'v'.repeat(1000)}\n`.repeat(1100)}`);
    phone(files, 'hall', '201');
    expect(errorOf(() => pbx(scope, { config: files })).message).toContain('huge.conf has 11');
  });
});
