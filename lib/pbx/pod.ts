import { posix } from 'node:path';
import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { logDirectories } from '../config/record-files';
import type { SecretReference } from '../config/secret-placeholder';
import { AsteriskImage } from '../image/asterisk-image';
import { ownContainer, type OwnImage } from './own-container';
import { StateVolume, type StateMount, type StateProps } from './state-volume';

/** What the pod is made of. */
export interface PodParts extends OwnImage {
  /** Where constructs are made. */
  readonly scope: Construct;
  /** What the names of objects begin with. */
  readonly name: string;
  /** Where it keeps what it remembers. */
  readonly state: StateProps;
  readonly configMaps: readonly kplus.ConfigMap[];
  readonly secrets: readonly SecretReference[];
  /** The modules of Asterisk, by their names. */
  readonly modules: readonly string[];
  readonly ports: readonly kplus.ContainerPort[];
  readonly timeZone: string;
  /** How long calls may go on when the pod is told to end. */
  readonly drain: Duration;
  readonly resources?: kplus.ContainerResources;
}

// Where the renderer finds what it renders, in its own containers only.
const CONFIG_DIRECTORY = '/mnt/config';
const SECRETS_DIRECTORY = '/mnt/secrets';

/** Directories that Asterisk writes to; the rest of the file system is read-only. */
export const WRITABLE = {
  run: '/run/asterisk',
  lib: '/var/lib/asterisk',
  log: '/var/log/asterisk',
  spool: '/var/spool/asterisk',
  tmp: '/tmp',
};

/** Puts Asterisk, and what renders and reloads its files, into the pod of a workload; returns the container of Asterisk. */
export function fillPod(workload: kplus.StatefulSet | kplus.Deployment, parts: PodParts): kplus.Container {
  const volumes = makeVolumes(parts);
  addRenderer(workload, parts, volumes.etc);
  const container = addAsterisk(workload, parts, volumes);
  addReloader(workload, parts, volumes);
  patch(workload, parts);
  return container;
}

/** The volumes of the pod; those of what the PBX remembers may outlive it. */
function makeVolumes({ scope, name, state }: PodParts) {
  const empty = (id: string, medium = kplus.EmptyDirMedium.DEFAULT) =>
    kplus.Volume.fromEmptyDir(scope, `Volume-${id}`, id, { medium });
  const kept = (id: keyof StateProps) => (state[id] ?? StateVolume.ephemeral())._bind(scope, id, name);
  return {
    // In memory, because passwords stand in it.
    etc: empty('etc', kplus.EmptyDirMedium.MEMORY),
    run: { volume: empty('run', kplus.EmptyDirMedium.MEMORY) },
    lib: kept('lib'),
    log: kept('log'),
    spool: kept('spool'),
    tmp: { volume: empty('tmp') },
  };
}

/** The init container that puts the files and the secrets together in `/etc/asterisk`. */
function addRenderer(workload: kplus.Workload, parts: PodParts, etc: kplus.Volume): void {
  const container = workload.addInitContainer({
    name: 'render-config',
    ...ownContainer(parts),
    command: [AsteriskImage.RENDERER, CONFIG_DIRECTORY, SECRETS_DIRECTORY, '/etc/asterisk'],
    resources: {
      cpu: { request: kplus.Cpu.millis(10) },
      memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
    },
  });
  container.mount('/etc/asterisk', etc);
}

/**
 * Brings changed files and Secrets into the running Asterisk.
 *
 * An ordinary container: those that start with the init containers and stay are not in Kubernetes 1.27.
 */
function addReloader(workload: kplus.Workload, parts: PodParts, volumes: ReturnType<typeof makeVolumes>): void {
  const container = workload.addContainer({
    name: 'config-reload',
    ...ownContainer(parts),
    command: [AsteriskImage.RELOADER, CONFIG_DIRECTORY, SECRETS_DIRECTORY, '/etc/asterisk'],
    // It checks what is new in a second Asterisk, which comes and goes: 40 MiB for a house, 90 for 2000 phones.
    resources: {
      cpu: { request: kplus.Cpu.millis(10) },
      memory: { request: Size.mebibytes(32), limit: Size.mebibytes(256) },
    },
  });
  container.mount('/etc/asterisk', volumes.etc);
  container.mount(WRITABLE.run, volumes.run.volume);
}

function addAsterisk(
  workload: kplus.Workload,
  parts: PodParts,
  volumes: ReturnType<typeof makeVolumes>,
): kplus.Container {
  const booted = probeCommand('core waitfullybooted', 'fully booted');
  const container = workload.addContainer({
    name: 'asterisk',
    ...ownContainer(parts, parts.image.realtimePriority ? ['SYS_NICE'] : []),
    ports: [...parts.ports],
    envVariables: { TZ: kplus.EnvValue.fromValue(parts.timeZone) },
    lifecycle: { preStop: kplus.Handler.fromCommand([AsteriskImage.DRAIN, String(parts.drain.toSeconds())]) },
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
    resources: parts.resources ?? {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
    },
  });
  container.mount('/etc/asterisk', volumes.etc, { readOnly: true });
  for (const [id, path] of Object.entries(WRITABLE)) {
    const { volume, subPath }: StateMount = volumes[id as keyof typeof WRITABLE];
    container.mount(path, volume, { subPath });
  }
  // Modules that write to them do not make them, and the node does where they are mounted.
  const { volume, subPath = '' }: StateMount = volumes.log;
  for (const directory of logDirectories(parts.modules)) {
    container.mount(posix.join(WRITABLE.log, directory), volume, { subPath: posix.join(subPath, directory) });
  }
  return container;
}

/** What cdk8s-plus has no words for. */
function patch(workload: kplus.Workload, { configMaps, secrets }: PodParts): void {
  // 0440: read by the group that fsGroup gives the files to.
  const defaultMode = 0o440;
  const config = configMaps.map(({ name }) => ({ configMap: { name } }));
  // Whole Secrets: with a list of keys, one more phone would be another pod.
  const mounted = [...new Set(secrets.map(({ name }) => name))].sort().map((secretName, index) => ({
    volume: { name: `secret-${index}`, secret: { secretName, defaultMode } },
    mountPath: `${SECRETS_DIRECTORY}/${secretName}`,
  }));
  const pod = '/spec/template/spec';
  const mounts = [
    { name: 'config', mountPath: CONFIG_DIRECTORY, readOnly: true },
    ...mounted.map(({ volume: { name }, mountPath }) => ({ name, mountPath, readOnly: true })),
  ];
  const [renderer, reloader] = ['initContainers/0', 'containers/1'];

  ApiObject.of(workload).addJsonPatch(
    JsonPatch.add(`${pod}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    JsonPatch.add(`${pod}/volumes/-`, { name: 'config', projected: { defaultMode, sources: config } }),
    ...mounted.map(({ volume }) => JsonPatch.add(`${pod}/volumes/-`, volume)),
    ...[renderer, reloader].flatMap((container) =>
      mounts.map((mount) => JsonPatch.add(`${pod}/${container}/volumeMounts/-`, mount)),
    ),
  );
}

/** `asterisk -rx` succeeds also when the command failed, so what it prints is looked at. */
function probeCommand(command: string, answer: string): string[] {
  return ['/bin/sh', '-c', `/usr/sbin/asterisk -rx '${command}' | grep -q '${answer}'`];
}
