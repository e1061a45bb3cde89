import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsScheme as PodScheme,
  PrometheusRule,
  ServiceMonitor,
  ServiceMonitorSpecEndpointsScheme as ServiceScheme,
} from '../../imports/monitoring.coreos.com';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { METRIC_PATHS, SECURITY_LOG, STATIC_FILES } from '../config/metrics-files';
import { imageLibexec } from '../image/dockerfile';
import type { AccessRule } from '../network/access-rule';
import { NetworkPeer } from '../network/network-peer';
import { NetworkPorts } from '../network/network-ports';
import { isPort, LOWEST_OWN_PORT } from '../network/port';
import { alertsOf } from './alerts';
import type { Asterisk } from './asterisk';
import { dashboardOf } from './dashboard';
import { manifestText } from './helm-chart';
import { ownContainer } from './own-container';
import { WRITABLE } from './pod';
import { rtpPortsOf } from './rtp-ports';

/** How the Prometheus Operator is told of the PBX. */
export enum MonitorKind {
  /** A PodMonitor: the pod is found by its labels. */
  POD_MONITOR = 'PodMonitor',
  /** A ServiceMonitor, and a Service without an address of its own. */
  SERVICE_MONITOR = 'ServiceMonitor',
}

/** Props of the metrics of an `Asterisk`. */
export interface MetricsProps {
  /**
   * The port on which Asterisk serves its metrics, over HTTP and without a password: the network policy lets only monitoring reach it.
   *
   * @default 8088
   */
  readonly port?: number;

  /**
   * Who may fetch them, through the network policy.
   *
   * @default - every pod of the namespace `monitoring`
   */
  readonly from?: NetworkPeer;

  /**
   * How Prometheus is told.
   *
   * @default MonitorKind.POD_MONITOR
   */
  readonly monitor?: MonitorKind;

  /**
   * How often metrics are fetched.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * Labels of the monitor and the rule, by which a Prometheus selects them, such as `{ release: 'kube-prometheus-stack' }`.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Whether there is a PrometheusRule with alerts.
   *
   * @default true
   */
  readonly alerts?: boolean;

  /**
   * Whether there is a dashboard: a ConfigMap with the label `grafana_dashboard`, which Grafana's sidecar loads.
   *
   * @default true
   */
  readonly dashboard?: boolean;
}

/** Props with a port that was checked. */
export type CheckedMetrics = MetricsProps & Required<Pick<MetricsProps, 'port'>>;

/** By what a ServiceMonitor finds the Service of the metrics, and calls its job. */
const SERVICE_LABEL = 'cdk8s-asterisk/metrics';

/** Status that the reloader leaves beside Asterisk's socket. */
const RELOAD_STATUS = `${WRITABLE.run}/reload-status`;

/**
 * Checks the port of the metrics.
 *
 * @throws ValidationError `Metrics`
 */
export function checkMetrics(props: MetricsProps, scope: Scoped): CheckedMetrics {
  const { port = 8088 } = props;
  if (!isPort(port, LOWEST_OWN_PORT)) {
    const message = `metrics on port ${shown(port)} need a whole number from 1024 to 65535, which the pod may listen on: leave it out, or give one such as 8088`;
    throw new ValidationError('Metrics', message, scope);
  }
  return { ...props, port };
}

/** What the network policy allows for the metrics. */
export function metricsRule({
  port,
  from = NetworkPeer.pods({ namespace: 'monitoring' }),
}: CheckedMetrics): AccessRule {
  return { direction: 'from', purpose: 'metrics', peers: [from], ports: [NetworkPorts.tcp(port)] };
}

/** What monitoring needs of a PBX: how it is found, when somebody should look, and what to look at. */
export class Metrics extends Construct {
  /** The container that counts what Asterisk has no metric for. */
  readonly container: kplus.Container;

  constructor(
    private readonly asterisk: Asterisk,
    id: string,
    private readonly props: CheckedMetrics,
  ) {
    super(asterisk, id);
    this.container = this.addCounter();
    this.addMonitor(props.monitor ?? MonitorKind.POD_MONITOR);
    if (props.alerts ?? true) this.addAlerts();
    if (props.dashboard ?? true) this.addDashboard();
  }

  /** The label matchers of all metrics of this PBX. */
  get matchers(): string {
    const { namespace } = Chart.of(this);
    const own = `job="${this.asterisk.name}"`;
    return namespace === undefined ? own : `namespace="${namespace}",${own}`;
  }

  private addCounter(): kplus.Container {
    const { workload, container, image } = this.asterisk;
    const files = kplus.Volume.fromEmptyDir(this, 'Files', 'metrics', { medium: kplus.EmptyDirMedium.MEMORY });
    container.mount(STATIC_FILES, files, { readOnly: true });
    const counter = workload.addContainer({
      name: 'count-events',
      ...ownContainer({ image, imagePullPolicy: container.imagePullPolicy }),
      command: [
        `${imageLibexec}/count-events`,
        SECURITY_LOG,
        RELOAD_STATUS,
        `/metrics${METRIC_PATHS.counted.slice(METRIC_PATHS.counted.lastIndexOf('/'))}`,
        '5',
      ],
      resources: {
        cpu: { request: kplus.Cpu.millis(5) },
        memory: { request: Size.mebibytes(8), limit: Size.mebibytes(32) },
      },
    });
    counter.mount('/metrics', files);
    for (const path of [WRITABLE.log, WRITABLE.run]) {
      const mount = container.mounts.find((each) => each.path === path);
      if (mount !== undefined) {
        counter.mount(path, mount.volume, { readOnly: path === WRITABLE.run, subPath: mount.subPath });
      }
    }
    return counter;
  }

  private addMonitor(kind: MonitorKind): void {
    const { name, labels: matchLabels } = this.asterisk;
    const metadata = { name, labels: { ...matchLabels, ...this.props.labels } };
    const interval = `${(this.props.interval ?? Duration.seconds(30)).toSeconds()}s`;
    const paths = Object.values(METRIC_PATHS);
    if (kind === MonitorKind.POD_MONITOR) {
      const selector = { matchLabels: { ...matchLabels } };
      const jobLabel = 'app.kubernetes.io/instance';
      const podMetricsEndpoints = paths.map((path) => ({ port: 'metrics', path, interval, scheme: PodScheme.HTTP }));
      new PodMonitor(this, 'PodMonitor', { metadata, spec: { jobLabel, selector, podMetricsEndpoints } });
    } else {
      // Not found by `app.kubernetes.io/instance`: Argo CD may take that label of an object for its own.
      const selector = { matchLabels: { [SERVICE_LABEL]: name } };
      const endpoints = paths.map((path) => ({ port: 'metrics', path, interval, scheme: ServiceScheme.HTTP }));
      // Of its own, so that the monitor finds one service only.
      const service = new kplus.Service(this, 'Service', {
        metadata: { name: `${name}-metrics`, labels: { ...matchLabels, ...selector.matchLabels } },
        clusterIP: 'None',
        ports: [{ name: 'metrics', port: this.props.port, targetPort: this.props.port }],
      });
      ApiObject.of(service).addJsonPatch(
        JsonPatch.add('/spec/selector', { ...matchLabels }),
        JsonPatch.remove('/spec/externalIPs'),
      );
      new ServiceMonitor(this, 'ServiceMonitor', { metadata, spec: { jobLabel: SERVICE_LABEL, selector, endpoints } });
    }
  }

  private addAlerts(): void {
    const { name, labels, config } = this.asterisk;
    const { first, last } = rtpPortsOf(config);
    const registrations = config.pjsip.objects('registration').map((registration) => ({
      trunk: registration.name,
      username: registration.get('client_uri') ?? '',
    }));
    new PrometheusRule(this, 'PrometheusRule', {
      metadata: { name, labels: { ...labels, ...this.props.labels } },
      spec: {
        groups: [
          {
            name,
            rules: [
              ...alertsOf({
                name,
                matchers: this.matchers,
                phones: config.phones.map((phone) => phone.name),
                registrations,
                // A call between two has four ports: audio and its control, on both sides.
                callLimit: Math.floor((last - first + 1) / 4),
              }),
            ],
          },
        ],
      },
    });
  }

  private addDashboard(): void {
    const { name, labels } = this.asterisk;
    new kplus.ConfigMap(this, 'Dashboard', {
      metadata: { name: `${name}-dashboard`, labels: { ...labels, grafana_dashboard: '1' } },
      data: { [`asterisk-${name}.json`]: manifestText(this, dashboardOf(name, this.matchers)) },
    });
  }
}
