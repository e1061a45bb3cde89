import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import type { AsteriskVersion } from '../catalog/version';
import { dockerfile, helpers, imageLibexec, type DockerfileOptions } from './dockerfile';
import { checkImageProps } from './image-checks';
import type { ImageSource } from './image-source';

const defaultId = 5060;

/** Properties of `AsteriskImage`. */
export interface AsteriskImageProps {
  /** Where the image is pushed to and pulled from, without tag: such as `registry.example.com/home/asterisk`. */
  readonly repository: string;

  /** The configuration that the image is for; its dialplan, phones and trunks do not change the image. */
  readonly config: ImageSource;

  /**
   * The image to start from, with its tag; it must be Debian of the release that packages this Asterisk, or a derivative.
   *
   * @default - docker.io/library/debian, `bullseye-slim` for Asterisk 16 and `forky-slim` for 22
   */
  readonly baseImage?: string;

  /**
   * The digest of the base image, `sha256:…`.
   *
   * @default - the image that the tag means on the day of the build
   */
  readonly baseImageDigest?: string;

  /**
   * The version of Debian's packages of Asterisk, such as `1:16.28.0~dfsg-0+deb11u10`.
   *
   * @default - the newest one that the package sources have
   */
  readonly packageVersion?: string;

  /**
   * Whether packages come from the snapshot of the day on which the base image was made, which official Debian images record.
   *
   * A rebuild then installs the same packages, and no security update made since.
   *
   * @default - true with `baseImageDigest`, else false
   */
  readonly freezePackages?: boolean;

  /**
   * Debian packages to install besides Asterisk's, such as `asterisk-moh-opsound-gsm`.
   *
   * @default []
   */
  readonly packages?: readonly string[];

  /**
   * The number of the user that Asterisk runs as, 1 to 65533.
   *
   * @default 5060
   */
  readonly uid?: number;

  /**
   * The number of the group that Asterisk runs as, 1 to 65533.
   *
   * @default 5060
   */
  readonly gid?: number;

  /**
   * Whether Asterisk asks for realtime priority (`-p`).
   *
   * This also means that it runs as root, and that its container needs the capability SYS_NICE: without both, Asterisk ignores it
   * silently. Pod security standards other than "privileged" forbid that.
   *
   * @default false
   */
  readonly realtimePriority?: boolean;

  /**
   * Whether the files of all modules that the configuration does not load are removed.
   *
   * The tag then depends on the modules; a module that is needed later needs a new image.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * The image's tag.
   *
   * @default - the version and a hash of the build context, such as `22-0a1b2c3d4e5f`
   */
  readonly tag?: string;
}

/**
 * The container image of Asterisk: a Dockerfile and what it copies, from which the image's tag is derived.
 *
 * It makes no Kubernetes object. Build and push it from the directory that `files` are written to.
 */
export class AsteriskImage extends Construct {
  /** The renderer's path in the image: `render-config CONFIG_DIR SECRETS_DIR TARGET_DIR`. */
  static readonly RENDERER = `${imageLibexec}/render-config`;

  /** The reloader's path in the image: `reload-config [--once] CONFIG_DIR SECRETS_DIR TARGET_DIR`. */
  static readonly RELOADER = `${imageLibexec}/reload-config`;

  /** What ends Asterisk when its last call has ended: `drain SECONDS`. */
  static readonly DRAIN = `${imageLibexec}/drain`;

  /** Where the image is pushed to and pulled from, without tag. */
  readonly repository: string;

  /** The number of the user that Asterisk runs as; 0 with `realtimePriority`. */
  readonly uid: number;

  /** The number of the group that Asterisk runs as; 0 with `realtimePriority`. */
  readonly gid: number;

  /** Whether Asterisk asks for realtime priority, and so runs as root and needs SYS_NICE. */
  readonly realtimePriority: boolean;

  /** @throws ValidationError for names, numbers and versions that no image can be built from */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AsteriskImageProps,
  ) {
    super(scope, id);
    checkImageProps(this, props);
    this.repository = props.repository;
    this.realtimePriority = props.realtimePriority ?? false;
    this.uid = this.realtimePriority ? 0 : (props.uid ?? defaultId);
    this.gid = this.realtimePriority ? 0 : (props.gid ?? defaultId);
  }

  /** The version of Asterisk in the image. */
  get version(): AsteriskVersion {
    return this.props.config.version;
  }

  /** The full name, `repository:tag`; it changes with the build context and nothing else. */
  get reference(): string {
    return `${this.repository}:${this.props.tag ?? this.derivedTag()}`;
  }

  /** The build context: path to text, the Dockerfile included, in order of paths; same description, same bytes. */
  get files(): ReadonlyMap<string, string> {
    const options = this.dockerfileOptions();
    const files: [string, string][] = [
      ['Dockerfile', dockerfile(options)],
      ...helpers(options).map((name): [string, string] => [name, this.helper(name)]),
      ...[...this.props.config.baseline].map(([name, text]): [string, string] => [`etc/asterisk/${name}`, text]),
    ];
    // By code unit: the order must not depend on a locale.
    return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private helper(name: string): string {
    if (name === 'modules') {
      const modules = this.props.config.modules.map((module) => (module.endsWith('.so') ? module : `${module}.so`));
      return `${[...new Set(modules)].sort().join('\n')}\n`;
    }
    return readFileSync(join(__dirname, 'context', name), 'utf8');
  }

  private derivedTag(): string {
    const hash = createHash('sha256');
    for (const [path, text] of this.files) {
      // Lengths keep one file's end and the next one's beginning apart.
      hash.update(`${path}\n${Buffer.byteLength(text)}\n${text}`);
    }
    return `${this.version.major}-${hash.digest('hex').slice(0, 12)}`;
  }

  private dockerfileOptions(): DockerfileOptions {
    const { props, version } = this;
    return {
      version,
      baseImage: props.baseImage ?? `docker.io/library/debian:${version.debianRelease}-slim`,
      baseImageDigest: props.baseImageDigest,
      packageVersion: props.packageVersion,
      freezePackages: props.freezePackages ?? props.baseImageDigest !== undefined,
      // Without time zone data every zone that is set would silently be UTC.
      packages: ['tzdata', ...props.config.packages, ...(props.packages ?? [])],
      uid: props.uid ?? defaultId,
      gid: props.gid ?? defaultId,
      realtimePriority: this.realtimePriority,
      prune: props.prune ?? false,
    };
  }
}
