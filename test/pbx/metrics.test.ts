import { Duration } from 'cdk8s';
import { AsteriskVersion, MonitorKind, NetworkPeer, SipTrunk, type MetricsProps } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifests, password, pbx, phone, type Manifest } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

function deployed(metrics: MetricsProps, namespace?: string) {
  const scope = chart('test', namespace);
  const made = config(scope);
  phone(made, 'hall', '201');
  new SipTrunk(made, 'carrier', {
    host: 'sip.example.com',
    username: 'us',
    password: password(made, 'carrier'),
    ranges: ['2001:db8:1::/64'],
  });
  const asterisk = pbx(scope, { config: made, metrics });
  const all = manifests(scope);
  const find = (kind: string, name = 'asterisk') =>
    all.find((each) => each.kind === kind && each.metadata.name === name) as Manifest & { metadata: object };
  return { asterisk, all, find };
}

const labels = { 'k8s-app': 'asterisk', 'app.kubernetes.io/instance': 'asterisk' };

test('minimal', () => {
  const { asterisk, all, find } = deployed({}, 'telephony');
  expect(strictSchemaErrors(all)).toEqual([]);
  expect(find('PodMonitor')).toMatchObject({
    metadata: { name: 'asterisk', namespace: 'telephony', labels },
    spec: {
      jobLabel: 'app.kubernetes.io/instance',
      selector: { matchLabels: labels },
      podMetricsEndpoints: [
        { port: 'metrics', path: '/metrics', interval: '30s', scheme: 'http' },
        { port: 'metrics', path: '/static/counted.plain', interval: '30s', scheme: 'http' },
      ],
    },
  });
  expect(asterisk.rendered.files.get('http.conf')).toContain('bindport = 8088');
  expect(asterisk.rendered.modules.map(({ name }) => name)).toContain('res_prometheus');
  expect(asterisk.image.files.get('count-events')).toMatch(/^#!\/bin\/sh/);

  const { groups } = find('PrometheusRule').spec as { groups: { rules: { alert: string; expr: string }[] }[] };
  const trunk = groups[0]?.rules.find(({ alert }) => alert === 'AsteriskTrunkUnregistered');
  expect(trunk?.expr).toContain(
    'asterisk_pjsip_outbound_registration_status{namespace="telephony",job="asterisk",username="sip:us@sip.example.com"}',
  );
  const dashboard = find('ConfigMap', 'asterisk-dashboard') as unknown as {
    metadata: { labels: object };
    data: Record<string, string>;
  };
  expect(dashboard.metadata.labels).toMatchObject({ grafana_dashboard: '1' });
  const board = JSON.parse(dashboard.data['asterisk-asterisk.json'] ?? '') as { uid: string; panels: { id: number }[] };
  expect(board.uid).toBe('asterisk-asterisk');
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(12);
});

test('all props', () => {
  const props: Required<MetricsProps> = {
    from: NetworkPeer.pods({ namespace: 'observability' }),
    port: 9100,
    monitor: MonitorKind.SERVICE_MONITOR,
    interval: Duration.minutes(1),
    labels: { release: 'prometheus' },
    alerts: false,
    dashboard: false,
  };
  const { all, find } = deployed(props);
  expect(strictSchemaErrors(all)).toEqual([]);
  expect(find('ServiceMonitor')).toMatchObject({
    metadata: { labels: { ...labels, release: 'prometheus' } },
    spec: { endpoints: [{ interval: '60s' }, { path: '/static/counted.plain' }] },
  });
  expect(find('Service', 'asterisk-metrics').spec).toMatchObject({
    clusterIP: 'None',
    selector: labels,
    ports: [{ name: 'metrics', port: 9100 }],
  });
  expect(all.map(({ kind }) => kind)).not.toContain('PrometheusRule');
  expect(all.filter(({ kind }) => kind === 'ConfigMap')).toHaveLength(1);
});

test('the container that counts keeps the restricted pod security standard', () => {
  const { find } = deployed({});
  const { containers } = (find('StatefulSet').spec as { template: { spec: { containers: Record<string, unknown>[] } } })
    .template.spec;
  const counter = containers.find(({ name }) => name === 'count-events');
  expect(counter).toMatchObject({
    securityContext: {
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { mountPath: '/metrics', name: 'metrics' },
      { mountPath: '/var/log/asterisk', name: 'log' },
      { mountPath: '/run/asterisk', name: 'run', readOnly: true },
    ],
  });
  const [asterisk] = containers as { ports: object[]; volumeMounts: object[] }[];
  expect(asterisk?.ports).toContainEqual({ name: 'metrics', containerPort: 8088 });
  expect(asterisk?.volumeMounts).toContainEqual({
    mountPath: '/usr/share/asterisk/static-http',
    name: 'metrics',
    readOnly: true,
  });
});

test('fails on Asterisk 16, which has none', () => {
  const scope = chart();
  const error = errorOf(() => pbx(scope, { config: config(scope, { version: AsteriskVersion.V16 }), metrics: {} }));
  expect(error).toEqual({
    code: 'Metrics',
    message:
      "[test/pbx]: Asterisk 16.28.0 has no module res_prometheus, which serves metrics: leave 'metrics' out, or choose a newer version",
  });
});

test.each([80, 0, 65536, 8088.5])('fails with port %p', (port) => {
  expect(errorOf(() => pbx(chart(), { metrics: { port } })).code).toBe('Metrics');
});
