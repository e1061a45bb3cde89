import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import type { RenderedConfiguration } from '../config/configuration';
import { writeMetricsFiles } from '../config/metrics-files';
import type { AsteriskImage } from '../image/asterisk-image';
import type { CalicoIp } from '../network/calico-ip';
import { parseRanges } from '../network/network-peer';
import type { NetworkPolicyForm } from '../network/network-policy-form';
import { accessRules } from './access-rules';
import type { AsteriskConfig } from './asterisk-config';
import { configMaps } from './config-maps';
import { checkDrain, disruptionBudget, gracePeriod, NOT_TO_EVICT } from './drain';
import { PbxNetworkPolicy } from './pbx-network-policy';
import { fillPod } from './pod';
import { checkMetrics, Metrics, metricsRule, type MetricsProps } from './metrics';
import { sipListeners, sipPorts } from './sip-ports';
import type { StateProps } from './state-volume';
import { checkTimeZone } from './time-zone';
import { WorkloadKind } from './workload-kind';

/** Props of `Asterisk`. */
export interface AsteriskProps {
  /** The files of the PBX. It is rendered now: describe phones and trunks before. */
  readonly config: AsteriskConfig;

  /** The image that runs; of the same version as the configuration. */
  readonly image: AsteriskImage;

  /** The addresses of the pod. */
  readonly address: CalicoIp;

  /**
   * Where phones are, such as `['2001:db8:1::/64', '192.0.2.0/24']`: the only networks, beside those of the trunks, that may exchange SIP and audio
   * with the PBX. `['::/0', '0.0.0.0/0']` opens both to everybody.
   */
  readonly phoneNetworks: readonly string[];

  /**
   * The object that keeps everybody else out.
   *
   * @default NetworkPolicyForm.KUBERNETES
   */
  readonly networkPolicyForm?: NetworkPolicyForm;

  /**
   * The name of the workload, and what the names of its other objects begin with.
   *
   * @default 'asterisk'
   */
  readonly name?: string;

  /**
   * What runs the pod.
   *
   * @default WorkloadKind.STATEFUL_SET
   */
  readonly kind?: WorkloadKind;

  /**
   * The time zone of the PBX, by its name in the IANA database, such as `Europe/London`.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * Where the PBX keeps what it remembers: registrations, voicemail, call records.
   *
   * @default - nothing outlives the pod: after a restart phones are reachable when they have registered again
   */
  readonly state?: StateProps;

  /**
   * Metrics for Prometheus, with alerts and a dashboard. They need Asterisk 22.
   *
   * @default - none
   */
  readonly metrics?: MetricsProps;

  /**
   * How long calls may go on once the pod is told to end; whoever calls meanwhile gets 503, and trunks are unregistered. The pod ends with the last call,
   * at this limit at the latest, or at once where it is zero.
   *
   * With one address there is no other pod for new calls: a drain is downtime. At most an hour, see docs/operations.md.
   *
   * @default Duration.minutes(5)
   */
  readonly drain?: Duration;

  /**
   * Whether an autoscaler of the cluster may evict the pod to empty its node. `false` adds the annotations that Cluster Autoscaler and Karpenter look for.
   *
   * @default - nothing is said: an eviction waits for the calls, as far as `drain` and the autoscaler let it
   */
  readonly safeToEvict?: boolean;

  /**
   * What the container asks for and may use. A CPU limit would throttle audio, so there is none by default.
   *
   * @default - requests 100 millicores and 128 MiB, limit 512 MiB
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * When the node asks the registry for the image. Its tag stands for its content, so once is enough, and a PBX starts while the registry is down.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
}

/** The workload: one pod with an Asterisk, its files, its image and its own addresses. */
export class Asterisk extends Construct {
  /** The name of the workload. */
  readonly name: string;

  readonly config: AsteriskConfig;
  readonly image: AsteriskImage;
  readonly address: CalicoIp;

  /** The workload, open to all that cdk8s-plus offers. */
  readonly workload: kplus.StatefulSet | kplus.Deployment;

  /** The container that runs Asterisk. */
  readonly container: kplus.Container;

  /** The ConfigMaps with the files; one, unless they are very large. */
  readonly configMaps: readonly kplus.ConfigMap[];

  /** The labels by which the pod is selected: they never change. */
  readonly labels: Readonly<Record<string, string>>;

  /** The ports of SIP. */
  readonly ports: readonly kplus.ContainerPort[];

  /** Who may exchange packets with the pod. */
  readonly networkPolicy: PbxNetworkPolicy;

  /** Where phones are, in canonical form. */
  readonly phoneNetworks: readonly string[];

  /** The time zone of the PBX. */
  readonly timeZone: string;

  /** The files as they were rendered. */
  readonly rendered: RenderedConfiguration;

  /** What monitoring has; nothing where `metrics` is left out. */
  readonly metrics?: Metrics;

  private readonly props: AsteriskProps;
  private readonly drain: Duration;

  constructor(scope: Construct, id: string, props: AsteriskProps) {
    super(scope, id);
    this.props = props;
    this.name = this.checkName(props.name ?? 'asterisk');
    this.config = props.config;
    this.image = props.image;
    this.address = props.address;
    this.checkVersion();
    this.timeZone = checkTimeZone(props.timeZone ?? 'Etc/UTC', this);
    this.labels = { 'k8s-app': 'asterisk', 'app.kubernetes.io/instance': this.name };
    const metrics = props.metrics && checkMetrics(props.metrics, this);
    if (metrics !== undefined) {
      writeMetricsFiles(this.config, metrics.port, this);
    }
    this.rendered = this.config._deploy(this, this.address.families);
    this.ports = sipPorts(sipListeners(this.config));
    this.configMaps = configMaps(this, this.name, this.rendered, this.labels);

    this.drain = checkDrain(props.drain ?? Duration.minutes(5), this);
    const phones = parseRanges(props.phoneNetworks, 'phoneNetworks', this);
    this.phoneNetworks = phones.map(({ text }) => text);
    this.networkPolicy = new PbxNetworkPolicy(this, 'NetworkPolicy', {
      name: this.name,
      labels: this.labels,
      form: props.networkPolicyForm,
      rules: [
        ...accessRules(this.config, { families: this.address.families, phones }),
        ...(metrics === undefined ? [] : [metricsRule(metrics)]),
      ],
    });

    this.workload = this.makeWorkload();
    disruptionBudget(this, this.name, this.labels);
    this.workload.select(kplus.LabelSelector.of({ labels: { ...this.labels } }));
    this.container = fillPod(this.workload, {
      scope: this,
      name: this.name,
      state: props.state ?? {},
      image: this.image,
      configMaps: this.configMaps,
      secrets: this.rendered.secrets,
      modules: this.config.modules,
      ports: metrics === undefined ? this.ports : [...this.ports, { name: 'metrics', number: metrics.port }],
      timeZone: this.timeZone,
      drain: this.drain,
      resources: props.resources,
      imagePullPolicy: props.imagePullPolicy,
    });
    this.metrics = metrics && new Metrics(this, 'Metrics', metrics);
  }

  private makeWorkload(): kplus.StatefulSet | kplus.Deployment {
    const { uid: user, gid: group, realtimePriority } = this.image;
    const metadata = { name: this.name, labels: { ...this.labels } };
    const common = {
      metadata,
      podMetadata: {
        labels: { ...this.labels },
        annotations: {
          ...this.address.annotations,
          ...(this.props.safeToEvict === false ? NOT_TO_EVICT : {}),
          // What a running Asterisk does not read again is another pod template; all else reaches it by a reload.
          'cdk8s-asterisk/config-hash': this.rendered.restartHash,
        },
      },
      replicas: 1,
      select: false,
      terminationGracePeriod: gracePeriod(this.drain),
      securityContext: {
        user,
        group,
        fsGroup: group,
        ensureNonRoot: !realtimePriority,
      },
    };
    if (this.props.kind === WorkloadKind.DEPLOYMENT) {
      return new kplus.Deployment(this, 'Workload', { ...common, strategy: kplus.DeploymentStrategy.recreate() });
    }
    const service = new kplus.Service(this, 'Service', {
      metadata,
      clusterIP: 'None',
      ports: this.ports.map(({ name, number, protocol }) => ({ name, port: number, targetPort: number, protocol })),
    });
    ApiObject.of(service).addJsonPatch(
      // cdk8s-plus selects by a hash of the construct's path, which a move in the tree changes.
      JsonPatch.add('/spec/selector', { ...this.labels }),
      JsonPatch.add('/spec/ipFamilyPolicy', 'PreferDualStack'),
      // An empty list is a deprecated field that says nothing.
      JsonPatch.remove('/spec/externalIPs'),
    );
    return new kplus.StatefulSet(this, 'Workload', { ...common, service });
  }

  private checkName(name: string): string {
    // The pod of a StatefulSet is `<name>-0`, and its name must be a DNS label.
    if (!/^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/.test(name)) {
      throw new ValidationError(
        'WorkloadName',
        `name ${shown(name)} is no name for a workload, allowed are up to 52 small letters, digits and '-', beginning with a letter: choose another`,
        this,
      );
    }
    return name;
  }

  private checkVersion(): void {
    if (this.image.version !== this.config.version) {
      const message = `the image [${this.image.node.path}] holds Asterisk ${this.image.version.full}, the files of [${this.config.node.path}] are for ${this.config.version.full}: give both the same version`;
      throw new ValidationError('VersionMismatch', message, this);
    }
  }
}
