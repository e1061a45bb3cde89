import { flatten, type Category } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';

/** Who can call, as `pjsip.conf` has it. */
export interface Endpoint {
  readonly name: string;
  /** Where its calls begin. */
  readonly context: string;
  /** What is called through it: a telephone, or the outside through a provider. */
  readonly kind: 'phone' | 'trunk';
}

/**
 * The endpoints of `pjsip.conf`, in its order.
 *
 * One that logs in elsewhere (`outbound_auth`), or that is known by its address and has no password, is a trunk.
 */
export function endpointsIn(files: readonly ConfFile[]): readonly Endpoint[] {
  const file = files.find(({ name }) => name === 'pjsip.conf');
  const objects = file === undefined ? [] : flatten(file, () => undefined).filter(({ template }) => !template);
  const of = (type: string) => objects.filter((each) => valueOf(each, 'type') === type);
  const identified = of('identify').map((each) => valueOf(each, 'endpoint'));
  return of('endpoint').map((endpoint) => {
    const { name } = endpoint;
    const isKnownByAddress = identified.includes(name) && (valueOf(endpoint, 'auth') ?? '') === '';
    const isTrunk = (valueOf(endpoint, 'outbound_auth') ?? '') !== '' || isKnownByAddress;
    return { name, context: valueOf(endpoint, 'context') ?? 'default', kind: isTrunk ? 'trunk' : 'phone' };
  });
}

/** The last value counts. */
function valueOf({ variables }: Category, key: string): string | undefined {
  return variables.findLast((variable) => variable.key === key)?.value;
}
