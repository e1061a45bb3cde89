import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { placeholder } from '../config/secret-placeholder';

/** A password that is written in the code: for experiments, since whoever reads the code or the manifests reads it. */
export class SipPassword {
  /**
   * A password as text; it becomes a Secret, and a warning of the process.
   *
   * Prefer a key of an existing Secret: `{ secret: kplus.Secret.fromSecretName(…), key: 'hall' }`.
   */
  static literal(value: string): SipPassword {
    return new SipPassword(value);
  }

  private constructor(
    /** @internal */
    readonly value: string,
  ) {}
}

/** Where a password comes from: a key of a Secret, or text. */
export type PasswordSource = kplus.SecretValue | SipPassword;

/**
 * What stands for a password in Asterisk's files until the pod starts.
 *
 * @throws ValidationError `Password` for what Asterisk's dialect cannot carry, `SecretKey` for a key that no Secret can have
 */
export function passwordPlaceholder(scope: Construct, source: PasswordSource): string {
  if (source instanceof SipPassword) {
    checkLiteral(source.value, scope);
    const secret = new kplus.Secret(scope, 'LiteralPassword', { stringData: { password: source.value } });
    process.emitWarning(`[${scope.node.path}]: the password is written in the code: use a key of an existing Secret`, {
      type: 'LiteralPasswordWarning',
    });
    return placeholder({ name: secret.name, key: 'password' });
  }
  if (!/^[-._a-zA-Z0-9]{1,253}$/.test(source.key)) {
    const message = `${shown(source.key)} is no key of a Secret, allowed are letters, digits, '-', '_' and '.': name the key as it stands in '${source.secret.name}'`;
    throw new ValidationError('SecretKey', message, scope);
  }
  return placeholder({ name: source.secret.name, key: source.key });
}

/** What the renderer in the pod refuses too; the message must not show the value. */
function checkLiteral(value: string, scope: Scoped): void {
  const reason =
    value === ''
      ? 'is empty'
      : /[\n\0]/.test(value)
        ? 'holds a line feed or a NUL'
        : value.charCodeAt(0) <= 0x20 || value.charCodeAt(value.length - 1) <= 0x20
          ? 'begins or ends with a space, which Asterisk trims away'
          : undefined;
  if (reason !== undefined) {
    throw new ValidationError(
      'Password',
      `the password ${reason} (its value is not shown), a line of Asterisk's files cannot carry it: choose another`,
      scope,
    );
  }
}
