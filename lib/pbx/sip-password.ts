import { randomInt } from 'node:crypto';
import { Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import { placeholder } from '../config/secret-placeholder';
import type { PjsipObjects } from '../config/pjsip-file';
import type { AsteriskConfig } from './asterisk-config';
import { checkLiteral, checkStrength } from './password-strength';
import { checkSecretKey, secretPlaceholder } from './secret-key';

/** What `pjsip.conf` says of a password, beside the user; nothing where the section stands elsewhere. */
export type AuthOptions = Omit<PjsipObjects['auth'], 'type' | 'username'>;

/** Whose password it is, and where. */
export interface PasswordUse {
  readonly config: AsteriskConfig;
  /** The phone or trunk. */
  readonly owner: Construct;
  readonly username: string;
  /** Whether the password is ours to choose, as those of phones are: a weak one is then refused. */
  readonly ours: boolean;
}

/** Where a password comes from: a key of a Secret, as it is there, or another kind of `SipPassword`. */
export type PasswordSource = kplus.SecretValue | SipPassword;

/** Props of `SipPassword.digest`. */
export interface DigestOptions {
  /**
   * The realm that the digest was made with. A phone is challenged with it.
   *
   * @default 'asterisk'
   */
  readonly realm?: string;

  /**
   * How the digest was made. SHA-256 (RFC 8760) needs Asterisk 22, and a phone that knows it.
   *
   * @default 'MD5'
   */
  readonly algorithm?: 'MD5' | 'SHA-256';
}

/** Props of `SipPassword.generateSecret`. */
export interface GenerateSecretOptions {
  /** The name of the Secret. */
  readonly name: string;

  /** Its keys; each gets a password of its own. */
  readonly keys: readonly string[];

  /**
   * The namespace of the PBX.
   *
   * @default - that of whoever applies it
   */
  readonly namespace?: string;
}

// Without characters that are taken for each other on the screen of a phone: 54 to the power of 20 is 115 bits.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;

/** A password that is not simply a key of a Secret. */
export abstract class SipPassword {
  /**
   * A password as text; it becomes a Secret, and a warning of the process: for experiments, since whoever reads the code or the manifests
   * reads it.
   *
   * Prefer a key of an existing Secret: `{ secret: kplus.Secret.fromSecretName(…), key: 'hall' }`.
   */
  static literal(value: string): SipPassword {
    return new LiteralPassword(value);
  }

  /**
   * A key of a Secret that holds a digest in place of the password: `MD5(username:realm:password)` in hexadecimal, as RFC 7616 calls A1.
   *
   * Whoever reads the Secret can then register as this user, and still does not know the password.
   *
   * @throws ValidationError `Password` when the version of Asterisk has no such digest
   */
  static digest(value: kplus.SecretValue, options: DigestOptions = {}): SipPassword {
    return new DigestPassword(value, options);
  }

  /**
   * A key of a Secret that holds a file of Asterisk, which is included in `pjsip.conf` and has the section of `type=auth` of this user.
   *
   * The section is named as the phone or trunk. One file may hold those of several. Nobody but Asterisk reads the file, so that mistakes in it are found when
   * the pod starts.
   */
  static inFile(value: kplus.SecretValue): SipPassword {
    return new FilePassword(value);
  }

  /** A new password of 20 letters and digits, about 115 bits: for a Secret that is made outside of Git. */
  static generate(): string {
    return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  }

  /**
   * The manifest of a Secret with new passwords, to be given to `kubectl apply -f -` and not to be kept.
   *
   * @throws ValidationError `SecretKey` for a key that no Secret can have
   */
  static generateSecret({ name, keys, namespace }: GenerateSecretOptions): string {
    keys.forEach((key) => {
      checkSecretKey(name, key);
    });
    return Yaml.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      stringData: Object.fromEntries(keys.map((key) => [key, SipPassword.generate()])),
    });
  }

  /**
   * What the section of `type=auth` says; nothing where it stands elsewhere.
   *
   * @internal
   */
  abstract _bind(use: PasswordUse): AuthOptions | undefined;
}

class LiteralPassword extends SipPassword {
  constructor(private readonly value: string) {
    super();
  }

  override _bind({ owner, ours, username }: PasswordUse): AuthOptions {
    checkLiteral(this.value, owner);
    if (ours) {
      checkStrength(this.value, [username, owner.node.id], owner);
    }
    const secret = new kplus.Secret(owner, 'LiteralPassword', { stringData: { password: this.value } });
    process.emitWarning(`[${owner.node.path}]: the password is written in the code: use a key of an existing Secret`, {
      type: 'LiteralPasswordWarning',
    });
    return { authType: 'userpass', password: placeholder({ name: secret.name, key: 'password' }) };
  }
}

class DigestPassword extends SipPassword {
  constructor(
    private readonly secret: kplus.SecretValue,
    private readonly options: DigestOptions,
  ) {
    super();
  }

  override _bind({ config, owner }: PasswordUse): AuthOptions {
    const { realm = 'asterisk', algorithm = 'MD5' } = this.options;
    const value = secretPlaceholder(owner, this.secret);
    if (config.version.major >= 22) {
      return { authType: 'digest', realm, passwordDigest: `${algorithm}:${value}` };
    }
    if (algorithm !== 'MD5') {
      const message = `a digest by ${shown(algorithm)} is not known to Asterisk ${config.version.full}, allowed is MD5: leave 'algorithm' out, or choose a newer version`;
      throw new ValidationError('Password', message, owner);
    }
    return { authType: 'md5', realm, md5Cred: value };
  }
}

class FilePassword extends SipPassword {
  constructor(private readonly secret: kplus.SecretValue) {
    super();
  }

  override _bind({ config }: PasswordUse): undefined {
    const file = config.addSecretFile(this.secret);
    if (!config.pjsip.includes.includes(file)) {
      config.pjsip.include(file);
    }
    return undefined;
  }
}

/**
 * What `pjsip.conf` says of a password; nothing where its section stands in a Secret.
 *
 * @throws ValidationError `Password` for one that is weak, or that Asterisk's dialect cannot carry; `SecretKey` for a key that no Secret can have
 */
export function authOptions(source: PasswordSource, use: PasswordUse): AuthOptions | undefined {
  return source instanceof SipPassword
    ? source._bind(use)
    : { authType: 'userpass', password: secretPlaceholder(use.owner, source) };
}
