import { createHash } from 'node:crypto';
import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import type { RenderedConfiguration } from '../config/configuration';
import { AsteriskImage } from '../image/asterisk-image';
import type { CalicoStaticIp } from '../network/calico-static-ip';
import type { AsteriskConfig } from './asterisk-config';
import { configMaps } from './config-maps';
import { sipPorts } from './sip-ports';
import { WorkloadKind } from './workload-kind';

/** Props of `Asterisk`. */
export interface AsteriskProps {
  /** The files of the PBX. It is rendered now: describe phones and trunks before. */
  readonly config: AsteriskConfig;

  /** The image that runs; of the same version as the configuration. */
  readonly image: AsteriskImage;

  /** The addresses of the pod. */
  readonly address: CalicoStaticIp;

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
   * What the container asks for and may use. A CPU limit would throttle audio, so there is none by default.
   *
   * @default - requests 100 millicores and 128 MiB, limit 512 MiB
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * When the node asks the registry for the image. Its tag stands for its content, so once is enough, and a PBX starts while the registry is down.
   *
   * @default kplus.ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
}

// Where the renderer finds what it renders, in the init container only.
const CONFIG_DIRECTORY = '/mnt/config';
const SECRETS_DIRECTORY = '/mnt/secrets';

/** Directories that Asterisk writes to; the rest of the file system is read-only. */
const WRITABLE = {
  run: '/run/asterisk',
  lib: '/var/lib/asterisk',
  log: '/var/log/asterisk',
  spool: '/var/spool/asterisk',
  tmp: '/tmp',
};

/** The workload: one pod with an Asterisk, its files, its image and its own addresses. */
export class Asterisk extends Construct {
  /** The name of the workload. */
  readonly name: string;

  readonly config: AsteriskConfig;
  readonly image: AsteriskImage;
  readonly address: CalicoStaticIp;

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

  /** The files as they were rendered. */
  readonly rendered: RenderedConfiguration;

  private readonly props: AsteriskProps;

  constructor(scope: Construct, id: string, props: AsteriskProps) {
    super(scope, id);
    this.props = props;
    this.name = this.checkName(props.name ?? 'asterisk');
    this.config = props.config;
    this.image = props.image;
    this.address = props.address;
    this.checkVersion();
    this.labels = { 'k8s-app': 'asterisk', 'app.kubernetes.io/instance': this.name };
    this.rendered = this.config._deploy(this, this.address.families);
    this.ports = sipPorts(this.config);
    this.configMaps = configMaps(this, this.name, this.rendered.files, this.labels);

    this.workload = this.makeWorkload();
    this.workload.select(kplus.LabelSelector.of({ labels: { ...this.labels } }));
    const volumes = this.addVolumes();
    this.addRenderer(volumes.etc);
    this.container = this.addAsterisk(volumes);
    this.patch();
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
          // Another configuration is another pod template, so that it reaches the PBX.
          'cdk8s-asterisk/config-hash': hash(this.rendered.files),
        },
      },
      replicas: 1,
      select: false,
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
    );
    return new kplus.StatefulSet(this, 'Workload', { ...common, service });
  }

  private addVolumes() {
    const empty = (id: string, medium = kplus.EmptyDirMedium.DEFAULT) =>
      kplus.Volume.fromEmptyDir(this, `Volume-${id}`, id, { medium });
    return {
      // In memory, because passwords stand in it.
      etc: empty('etc', kplus.EmptyDirMedium.MEMORY),
      run: empty('run', kplus.EmptyDirMedium.MEMORY),
      lib: empty('lib'),
      log: empty('log'),
      spool: empty('spool'),
      tmp: empty('tmp'),
    };
  }

  /** The init container that puts the files and the secrets together in `/etc/asterisk`. */
  private addRenderer(etc: kplus.Volume): void {
    const container = this.workload.addInitContainer({
      name: 'render-config',
      image: this.image.reference,
      imagePullPolicy: this.pullPolicy,
      command: [AsteriskImage.RENDERER, CONFIG_DIRECTORY, SECRETS_DIRECTORY, '/etc/asterisk'],
      securityContext: this.containerSecurity(),
      resources: {
        cpu: { request: kplus.Cpu.millis(10) },
        memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
      },
    });
    container.mount('/etc/asterisk', etc);
  }

  private addAsterisk(volumes: ReturnType<Asterisk['addVolumes']>): kplus.Container {
    const booted = probeCommand('core waitfullybooted', 'fully booted');
    const container = this.workload.addContainer({
      name: 'asterisk',
      image: this.image.reference,
      imagePullPolicy: this.pullPolicy,
      ports: [...this.ports],
      envVariables: { TZ: kplus.EnvValue.fromValue(this.checkTimeZone(this.props.timeZone ?? 'Etc/UTC')) },
      startup: kplus.Probe.fromCommand(booted, {
        periodSeconds: Duration.seconds(2),
        timeoutSeconds: Duration.seconds(5),
        failureThreshold: 60,
      }),
      readiness: kplus.Probe.fromCommand(booted, {
        periodSeconds: Duration.seconds(10),
        timeoutSeconds: Duration.seconds(5),
        failureThreshold: 3,
      }),
      // A busy PBX answers late, and a restart drops every call: five minutes without an answer mean that it hangs.
      liveness: kplus.Probe.fromCommand(probeCommand('core show uptime', 'System uptime'), {
        periodSeconds: Duration.seconds(30),
        timeoutSeconds: Duration.seconds(20),
        failureThreshold: 10,
      }),
      securityContext: this.containerSecurity(),
      resources: this.props.resources ?? {
        cpu: { request: kplus.Cpu.millis(100) },
        memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
      },
    });
    container.mount('/etc/asterisk', volumes.etc, { readOnly: true });
    for (const [id, path] of Object.entries(WRITABLE)) {
      container.mount(path, volumes[id as keyof typeof WRITABLE]);
    }
    return container;
  }

  private containerSecurity(): kplus.ContainerSecurityContextProps {
    const { uid: user, gid: group, realtimePriority } = this.image;
    return {
      user,
      group,
      ensureNonRoot: !realtimePriority,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    };
  }

  /** What cdk8s-plus has no words for. */
  private patch(): void {
    const object = ApiObject.of(this.workload);
    const sources = this.rendered.secrets.map(({ name, key }) => ({
      secret: { name, items: [{ key, path: `${name}/${key}` }] },
    }));
    // 0440: read by the group that fsGroup gives the files to.
    const defaultMode = 0o440;
    const capabilities = { drop: ['ALL'], ...(this.image.realtimePriority ? { add: ['SYS_NICE'] } : {}) };
    object.addJsonPatch(
      JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', capabilities),
      JsonPatch.add('/spec/template/spec/initContainers/0/securityContext/capabilities', { drop: ['ALL'] }),
      JsonPatch.add('/spec/template/spec/volumes/-', {
        name: 'config',
        projected: { defaultMode, sources: this.configMaps.map(({ name }) => ({ configMap: { name } })) },
      }),
      JsonPatch.add('/spec/template/spec/initContainers/0/volumeMounts/-', {
        name: 'config',
        mountPath: CONFIG_DIRECTORY,
        readOnly: true,
      }),
    );
    if (sources.length > 0) {
      object.addJsonPatch(
        JsonPatch.add('/spec/template/spec/volumes/-', { name: 'secrets', projected: { defaultMode, sources } }),
        JsonPatch.add('/spec/template/spec/initContainers/0/volumeMounts/-', {
          name: 'secrets',
          mountPath: SECRETS_DIRECTORY,
          readOnly: true,
        }),
      );
    }
  }

  private get pullPolicy(): kplus.ImagePullPolicy {
    return this.props.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT;
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

  private checkTimeZone(timeZone: string): string {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
      return timeZone;
    } catch {
      throw new ValidationError(
        'TimeZone',
        `timeZone ${shown(timeZone)} is not in the IANA database: give a name such as 'Europe/London' or 'Etc/UTC'`,
        this,
      );
    }
  }
}

/** `asterisk -rx` succeeds also when the command failed, so what it prints is looked at. */
function probeCommand(command: string, answer: string): string[] {
  return ['/bin/sh', '-c', `/usr/sbin/asterisk -rx '${command}' | grep -q '${answer}'`];
}

function hash(files: ReadonlyMap<string, string>): string {
  const sum = createHash('sha256');
  for (const [name, text] of files) {
    sum.update(`${name}\0${text}\0`);
  }
  return sum.digest('hex').slice(0, 16);
}
