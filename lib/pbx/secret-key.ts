import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { placeholder } from '../config/secret-placeholder';

/**
 * Checks the key of a Secret.
 *
 * @throws ValidationError `SecretKey`
 */
export function checkSecretKey(secret: string, key: string, scope?: Scoped): void {
  // What Kubernetes allows (IsConfigMapKey of k8s.io/apimachinery): `.` and `..` would be directories.
  if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key.startsWith('..')) {
    const message = `${shown(key)} is no key of a Secret, allowed are letters, digits, '-', '_' and '.': name the key as it stands in '${secret}'`;
    throw new ValidationError('SecretKey', message, scope);
  }
}

/**
 * What stands for a key of a Secret in Asterisk's files until the pod starts.
 *
 * @throws ValidationError `SecretKey` for a key that no Secret can have
 */
export function secretPlaceholder(scope: Construct, { secret, key }: kplus.SecretValue): string {
  checkSecretKey(secret.name, key, scope);
  if (secret instanceof kplus.Secret) {
    // Only at the end it is known that a Secret of this app never got the key.
    scope.node.addValidation({
      validate: () =>
        secret.getStringData(key) === undefined
          ? [`the Secret [${secret.node.path}] has no key ${shown(key)}: add it with addStringData, or name another`]
          : [],
    });
  }
  return placeholder({ name: secret.name, key });
}
