import { flatten, type Category } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';
import { WIZARD_FILE, wizardObjects } from './wizard-objects';

/** Who can call, as `pjsip.conf` has it. */
export interface Endpoint {
  readonly name: string;
  /** Where its calls begin. */
  readonly context: string;
  /** The number that its calls show; absent where the caller says it. */
  readonly callerId?: string;
  readonly callerName?: string;
  /** What it is: a telephone, which has a password; the outside, through a provider; or whoever comes. */
  readonly kind: 'phone' | 'trunk' | 'open';
}

/**
 * The endpoints of `pjsip.conf`, in its order, and those that `pjsip_wizard.conf` makes.
 *
 * One that logs in elsewhere (`outbound_auth`, a registration), or that is known by its address and has no password, is a trunk.
 */
export function endpointsIn(files: readonly ConfFile[]): readonly Endpoint[] {
  const objects = files.flatMap((file) => {
    // A parent that is missing is for others to tell.
    const own = file.name === 'pjsip.conf' ? flatten(file, () => undefined).filter(({ template }) => !template) : [];
    return [...own, ...(file.name === WIZARD_FILE ? wizardObjects(file) : [])];
  });
  const of = (type: string) => objects.filter((each) => valueOf(each, 'type') === type);
  const identified = new Set(of('identify').map((each) => valueOf(each, 'endpoint')));
  const registered = new Set(of('registration').map((each) => valueOf(each, 'endpoint') ?? each.name));
  return of('endpoint').map((endpoint) => {
    const { name } = endpoint;
    const hasPassword = valueOf(endpoint, 'auth') !== undefined;
    const logsIn = valueOf(endpoint, 'outbound_auth') !== undefined || registered.has(name);
    const isTrunk = logsIn || (identified.has(name) && !hasPassword);
    return {
      name,
      context: valueOf(endpoint, 'context') ?? 'default',
      ...callerOf(valueOf(endpoint, 'callerid') ?? ''),
      kind: isTrunk ? 'trunk' : hasPassword ? 'phone' : 'open',
    };
  });
}

/** `"Name" <number>`, or either of them. */
function callerOf(callerid: string): Pick<Endpoint, 'callerId' | 'callerName'> {
  const [, name = '', number] = /^\s*"?([^"<]*?)"?\s*(?:<([^>]*)>)?\s*$/.exec(callerid) ?? [];
  const caller = number ?? (/^[+\d*#]+$/.test(name) ? name : undefined);
  return {
    ...(caller === undefined ? {} : { callerId: caller }),
    ...(number === undefined || name === '' ? {} : { callerName: name }),
  };
}

/** The last value counts; an empty one is none. */
function valueOf({ variables }: Category, key: string): string | undefined {
  const value = variables.findLast((variable) => variable.key === key)?.value;
  return value === '' ? undefined : value;
}
