/** Events that somebody causes who may not be here. Source: the names of `ast_security_event_get_name` (`main/security_events.c`). */
const ATTACKS = ['InvalidAccountID', 'InvalidPassword', 'ChallengeResponseFailed', 'FailedACL'];

/** A metric of the PBX that these label matchers find, and that also matches `more`, as PromQL says it. */
export function selector(metric: string, matchers: string, more?: string): string {
  return `${metric}{${more === undefined ? matchers : `${matchers},${more}`}}`;
}

/** The counters of refused attempts. */
export function attacks(matchers: string): string {
  return selector('asterisk_security_events_total', matchers, `event=~"${ATTACKS.join('|')}"`);
}
