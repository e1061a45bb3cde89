import { YES } from '../conf/dialect';
import { flatten, type Category, type Variable } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';

/** The file of `res_pjsip_config_wizard`. */
export const WIZARD_FILE = 'pjsip_wizard.conf';

/** The types of `pjsip.conf` whose options a wizard takes, by what stands before the slash. */
export const WIZARD_PREFIXES: Readonly<Record<string, string>> = {
  endpoint: 'endpoint',
  aor: 'aor',
  inbound_auth: 'auth',
  outbound_auth: 'auth',
  identify: 'identify',
  registration: 'registration',
  phoneprov: 'phoneprov',
};

/**
 * The objects that `res_pjsip_config_wizard` makes of `pjsip_wizard.conf`, as they would stand in `pjsip.conf`, each option at its line.
 *
 * Tried with Asterisk 16 and 22: `test/integration/wizard.test.ts`.
 */
export function wizardObjects(file: ConfFile): readonly Category[] {
  // A parent that is missing is for others to tell.
  return flatten(file, () => undefined)
    .filter((each) => !each.template && lastOf(each, 'type')?.value === 'wizard')
    .flatMap(objectsOf);
}

function objectsOf(wizard: Category): readonly Category[] {
  const { name } = wizard;
  const is = (key: string) => YES.test(lastOf(wizard, key)?.value ?? '');
  const hosts = (lastOf(wizard, 'remote_hosts')?.value ?? '').split(',').filter((each) => each.trim() !== '');
  const registers = is('accepts_registrations');
  // What a wizard itself says has the line of the option that makes it so.
  const own = (key: string, value: string, from: string): Variable => variable(key, value, lastOf(wizard, from));
  const copied = (from: string, key: string) => {
    const found = lastOf(wizard, from);
    return found === undefined ? [] : [variable(key, found.value, found)];
  };
  const object = (type: string, id: string, prefix: string, variables: readonly Variable[]): Category => ({
    name: id,
    template: false,
    variables: [own('type', type, 'type'), ...variables, ...withPrefix(wizard, prefix)],
    ...(wizard.position === undefined ? {} : { position: wizard.position }),
  });
  const inbound = is('accepts_auth') ? [own('auth', `${name}-iauth`, 'accepts_auth')] : [];
  const outbound = is('sends_auth') ? [own('outbound_auth', `${name}-oauth`, 'sends_auth')] : [];
  const transport = copied('transport', 'transport');
  const proxy = copied('outbound_proxy', 'outbound_proxy');
  const aors = [own('aors', name, 'type')];
  const contacts = registers ? [] : hosts.map((host) => own('contact', `sip:${host.trim()}`, 'remote_hosts'));
  const addresses = hosts.map((host) => own('match', host.trim(), 'remote_hosts'));
  return [
    object('endpoint', name, 'endpoint', [...transport, ...proxy, ...aors, ...inbound, ...outbound]),
    object('aor', name, 'aor', [...proxy, ...contacts]),
    ...(is('accepts_auth') ? [object('auth', `${name}-iauth`, 'inbound_auth', [])] : []),
    ...(is('sends_auth') ? [object('auth', `${name}-oauth`, 'outbound_auth', [])] : []),
    ...(registers || hosts.length === 0
      ? []
      : [object('identify', `${name}-identify`, 'identify', [own('endpoint', name, 'remote_hosts'), ...addresses])]),
    ...(is('sends_registrations') ? hosts : []).map((host, index) =>
      object('registration', `${name}-reg-${index}`, 'registration', [
        ...transport,
        ...proxy,
        ...outbound,
        own('server_uri', `sip:${host.trim()}`, 'remote_hosts'),
        ...(is('sends_line_with_registrations')
          ? [own('line', 'yes', 'sends_line_with_registrations'), own('endpoint', name, 'type')]
          : []),
      ]),
    ),
  ];
}

/** Options with a prefix, without it. */
function withPrefix({ variables }: Category, prefix: string): readonly Variable[] {
  return variables
    .filter(({ key }) => key.startsWith(`${prefix}/`))
    .map((each) => ({ ...each, key: each.key.slice(prefix.length + 1) }));
}

function lastOf({ variables }: Category, key: string): Variable | undefined {
  return variables.findLast((each) => each.key === key);
}

function variable(key: string, value: string, from: Variable | undefined): Variable {
  return { key, value, ...(from?.position === undefined ? {} : { position: from.position }) };
}
