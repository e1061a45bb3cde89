import type { AsteriskVersion } from '../catalog/version';

/** Where the image keeps what this library adds. */
export const imageLibexec = '/usr/libexec/asterisk';

/** Everything that a Dockerfile says. */
export interface DockerfileOptions {
  /** The version of Asterisk, and with it the release of Debian. */
  readonly version: AsteriskVersion;

  /** The image that it starts from, with its tag and without digest. */
  readonly baseImage: string;

  /** `sha256:…` of the base image, when it is pinned. */
  readonly baseImageDigest: string | undefined;

  /** The version of Debian's packages of Asterisk, when it is pinned. */
  readonly packageVersion: string | undefined;

  /** Whether packages come from the snapshot that the base image records. */
  readonly freezePackages: boolean;

  /** Debian packages besides Asterisk's. */
  readonly packages: readonly string[];

  /** The number of the user `asterisk`. */
  readonly uid: number;

  /** The number of the group `asterisk`. */
  readonly gid: number;

  /** Whether Asterisk asks for realtime priority, as root. */
  readonly realtimePriority: boolean;

  /** Whether modules that are not in the file `modules` are removed. */
  readonly prune: boolean;
}

// The directories that Asterisk writes to; a pod mounts volumes on them.
const writable = ['lib', 'log', 'spool'].map((name) => `/var/${name}/asterisk`).concat('/run/asterisk');

// What installing leaves behind: downloads, and logs and caches that differ from build to build.
const leftovers = [
  '/var/lib/apt/lists/*',
  '/var/cache/apt/*',
  '/var/cache/debconf/*-old',
  '/var/cache/ldconfig/aux-cache',
  '/var/log/apt',
  '/var/log/alternatives.log',
  '/var/log/dpkg.log',
];

/** The text of a Dockerfile that any builder understands, on any processor architecture. */
export function dockerfile(options: DockerfileOptions): string {
  const { uid, gid, realtimePriority } = options;
  const blocks = [
    [
      `# Asterisk ${options.version.major} from Debian ${options.version.debianRelease}; written by cdk8s-asterisk, changes belong into the description.`,
      `FROM ${from(options)}`,
    ],
    labels(options),
    helpers(options).map((name) => `COPY ${name} ${imageLibexec}/${name}`),
    [run(options)],
    // After the packages: a changed baseline does not install them again. Owned by their reader, whatever modes the context has.
    [`COPY --chown=${uid}:${gid} etc/asterisk/ /etc/asterisk/`],
    realtimePriority
      ? [
          '# Realtime priority (-p) needs root and the capability SYS_NICE; without them Asterisk ignores it silently.',
          'USER 0:0',
        ]
      : [`USER ${uid}:${gid}`],
    [`CMD ["/usr/sbin/asterisk", "${realtimePriority ? '-fp' : '-f'}"]`],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What the pod runs besides Asterisk. */
const scripts = ['render-config', 'reload-config', 'drain', 'count-events'];

/** The scripts and lists that the Dockerfile copies from beside it. */
export function helpers({ freezePackages, prune }: DockerfileOptions): string[] {
  return [...scripts, ...(freezePackages ? ['freeze-packages'] : []), ...(prune ? ['modules'] : [])];
}

function from({ baseImage, baseImageDigest }: DockerfileOptions): string {
  return baseImageDigest === undefined ? baseImage : `${baseImage}@${baseImageDigest}`;
}

function labels(options: DockerfileOptions): string[] {
  const { version, baseImage, baseImageDigest, packageVersion } = options;
  const values = {
    title: 'asterisk',
    description: `Asterisk ${version.major} PBX, its files rendered by cdk8s-asterisk`,
    version: packageVersion ?? version.full,
    licenses: 'GPL-2.0-only',
    'base.name': baseImage,
    ...(baseImageDigest === undefined ? {} : { 'base.digest': baseImageDigest }),
  };
  return Object.entries(values).map(([key, value]) => `LABEL org.opencontainers.image.${key}="${value}"`);
}

function run(options: DockerfileOptions): string {
  const { uid, gid, freezePackages, prune } = options;
  const steps = [
    'set -eu',
    ...(freezePackages ? [`sh ${imageLibexec}/freeze-packages`] : []),
    // Before the package is installed, whose script then keeps this user and its numbers.
    `groupadd --gid ${gid} asterisk`,
    `useradd --uid ${uid} --gid asterisk --home-dir /var/lib/asterisk --no-create-home --shell /usr/sbin/nologin asterisk`,
    'export DEBIAN_FRONTEND=noninteractive',
    'apt-get update',
    `apt-get install -y --no-install-recommends ${installed(options).join(' ')}`,
    ...(prune ? [pruning] : []),
    'rm -rf /etc/asterisk',
    `mkdir -p ${writable.join(' ')}`,
    `chown -R asterisk:asterisk ${writable.join(' ')}`,
    `chmod 0750 ${writable.join(' ')}`,
    `chmod 0755 ${scripts.map((name) => `${imageLibexec}/${name}`).join(' ')}`,
    `rm -rf ${leftovers.join(' ')}`,
  ];
  return `RUN ${steps.join('; \\\n    ')}`;
}

// The directory of the modules has the processor's name in it on newer releases.
const pruning = [
  "find /usr/lib -path '*/asterisk/modules/*.so' | while read -r file; do",
  `grep -qxF "\${file##*/}" ${imageLibexec}/modules || rm "$file"; done`,
].join(' \\\n      ');

/** The packages in order: Asterisk's own carry the pinned version together, because apt does not follow one to the others. */
function installed({ packageVersion, packages }: DockerfileOptions): string[] {
  const pin = packageVersion === undefined ? '' : `=${packageVersion}`;
  const asterisk = ['asterisk', 'asterisk-config', 'asterisk-modules'].map((name) => `${name}${pin}`);
  // Any provider of English sounds would do for apt: named, it is always these, which every codec can be made from.
  return [...asterisk, 'asterisk-core-sounds-en-gsm', ...[...new Set(packages)].sort()];
}
