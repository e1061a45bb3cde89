import { attacks, selector } from './metric-selector';

/** What alerts are about. */
export interface AlertedPbx {
  /** The label matchers of its metrics, such as `job="asterisk"`. */
  readonly matchers: string;
  /** What it is called. */
  readonly name: string;
  /** Its phones. */
  readonly phones: readonly string[];
  /** Its trunks that register, and the user of each. */
  readonly registrations: readonly { readonly trunk: string; readonly username: string }[];
  /** How many calls it can carry at once. */
  readonly callLimit: number;
}

/** A rule of Prometheus. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: 'critical' | 'warning' };
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** When somebody should look after a PBX. */
export function alertsOf(pbx: AlertedPbx): readonly Alert[] {
  const of = (metric: string, more?: string) => selector(metric, pbx.matchers, more);
  const alerts = [
    alert('AsteriskDown', {
      expr: `absent(${of('asterisk_core_uptime_seconds')})`,
      for: '3m',
      severity: 'critical',
      summary: `${pbx.name} is not there`,
      description: 'No metrics come from it: nobody can call.',
    }),
    alert('AsteriskRestarted', {
      expr: `resets(${of('asterisk_core_uptime_seconds')}[15m]) > 0`,
      severity: 'warning',
      summary: `${pbx.name} was restarted`,
      description: 'Calls that were up have ended, unless it was drained before.',
    }),
    ...pbx.registrations.map(({ trunk, username }) =>
      alert('AsteriskTrunkUnregistered', {
        // Until the provider has answered there is no metric.
        expr: `(${of('asterisk_pjsip_outbound_registration_status', `username="${username}"`)} or on() vector(0)) != 1 and on() ${of('asterisk_core_uptime_seconds')}`,
        for: '5m',
        severity: 'critical',
        summary: `${pbx.name} is not registered at ${trunk}`,
        description: `Calls to the numbers of ${trunk} do not arrive.`,
      }),
    ),
    alert('AsteriskNoPhoneReachable', {
      expr: `sum(${of('asterisk_endpoints_state', `resource=~"${pbx.phones.join('|')}"`)} == bool 2) == 0`,
      for: '5m',
      severity: 'critical',
      summary: `${pbx.name} reaches no phone`,
      description: 'No phone is registered: look at the network between the phones and the PBX.',
    }),
    alert('AsteriskConfigRefused', {
      expr: `${of('asterisk_config_refused')} == 1`,
      severity: 'warning',
      summary: `${pbx.name} refuses its new files`,
      description: 'It goes on with those before. The log of the container config-reload says why.',
    }),
    alert('AsteriskUnderAttack', {
      expr: `sum(rate(${attacks(pbx.matchers)}[5m])) > 1`,
      for: '2m',
      severity: 'warning',
      summary: `somebody tries passwords at ${pbx.name}`,
      description:
        'More than one attempt a second fails. The log names the addresses (SecurityEvent): keep them out with the network policy.',
    }),
    alert('AsteriskCallsAtLimit', {
      expr: `${of('asterisk_calls_count')} > ${Math.floor(pbx.callLimit * 0.9)}`,
      for: '1m',
      severity: 'warning',
      summary: `${pbx.name} carries nearly as many calls as it can`,
      description: `Its ports for audio suffice for ${pbx.callLimit}.`,
    }),
  ];
  return pbx.phones.length === 0 ? alerts.filter((each) => each.alert !== 'AsteriskNoPhoneReachable') : alerts;
}

function alert(
  name: string,
  {
    expr,
    severity,
    summary,
    description,
    ...rest
  }: Alert['annotations'] & Alert['labels'] & { readonly expr: string; readonly for?: string },
): Alert {
  return { alert: name, expr, for: rest.for ?? '0s', labels: { severity }, annotations: { summary, description } };
}
