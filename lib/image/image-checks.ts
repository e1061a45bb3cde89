import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import type { AsteriskImageProps } from './asterisk-image';

const host = String.raw`[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*`;
const component = String.raw`[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*`;
const tag = String.raw`[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}`;
const repository = String.raw`((${host}|\[[0-9a-fA-F:]+\])(:\d{1,5})?\/)?${component}(\/${component})*`;

interface Rule {
  readonly prop: 'repository' | 'baseImage' | 'baseImageDigest' | 'packageVersion' | 'tag';
  readonly allowed: RegExp;
  readonly advice: string;
}

// The grammar of names is that of the OCI distribution specification, that of versions Debian policy 5.6.12.
const rules: readonly Rule[] = [
  {
    prop: 'repository',
    allowed: new RegExp(`^${repository}$`),
    advice:
      'a repository is a registry and a lower-case path without tag and digest, such as registry.example.com/home/asterisk; the tag is derived',
  },
  {
    prop: 'baseImage',
    allowed: new RegExp(`^${repository}:${tag}$`),
    advice:
      'a base image has a tag and no digest, such as docker.io/library/debian:forky-slim; a digest belongs into baseImageDigest',
  },
  {
    prop: 'baseImageDigest',
    allowed: /^sha256:[0-9a-f]{64}$/,
    advice:
      'a digest is sha256: and 64 lower-case hexadecimal digits; `docker buildx imagetools inspect IMAGE` prints it',
  },
  {
    prop: 'packageVersion',
    allowed: /^(\d+:)?\d[A-Za-z0-9.+~-]*$/,
    advice: 'a Debian version looks like 1:22.10.1+dfsg-1; `apt-cache policy asterisk` in the base image prints it',
  },
  {
    prop: 'tag',
    allowed: new RegExp(`^${tag}$`),
    advice:
      'a tag has letters, digits, "_", "." and "-", at most 128; leave it out to have it derived from the content',
  },
];

/** Fails for properties that no image can be built from. */
export function checkImageProps(scope: Scoped, props: AsteriskImageProps): void {
  for (const { prop, allowed, advice } of rules) {
    const given = props[prop];
    if (given !== undefined && (!allowed.test(given) || given.length > 255)) {
      throw new ValidationError('ImageProps', `${prop} is ${shown(given)}: ${advice}`, scope);
    }
  }
  for (const name of props.packages ?? []) {
    if (!/^[a-z0-9][a-z0-9.+-]+$/.test(name)) {
      throw new ValidationError(
        'ImageProps',
        `packages has ${shown(name)}: a Debian package is named with lower-case letters, digits, "+", "-" and "."`,
        scope,
      );
    }
  }
  for (const prop of ['uid', 'gid'] as const) {
    const given = props[prop];
    if (given === undefined) {
      continue;
    }
    if (props.realtimePriority === true) {
      throw new ValidationError(
        'ImageProps',
        `${prop} is ${given} and realtimePriority is true, which means root: leave one of them out`,
        scope,
      );
    }
    if (!Number.isInteger(given) || given < 1 || given > 65_533) {
      throw new ValidationError(
        'ImageProps',
        `${prop} is ${given}, allowed are whole numbers from 1 to 65533: root (0) comes only with realtimePriority`,
        scope,
      );
    }
  }
}
