import type * as kplus from 'cdk8s-plus-27';
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
export function secretPlaceholder(scope: Scoped, { secret, key }: kplus.SecretValue): string {
  checkSecretKey(secret.name, key, scope);
  return placeholder({ name: secret.name, key });
}
