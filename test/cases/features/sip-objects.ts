import { section } from './feature';

export const udp = section('udp', 'type=transport', 'protocol=udp', 'bind=0.0.0.0:5060');

/** The phone that Asterisk sees when it calls itself, or when a program beside it calls. */
export function phone(...options: readonly string[]): string {
  return section('phone', 'type=endpoint', 'context=in', 'disallow=all', 'allow=ulaw', ...options);
}

/** The way by which Asterisk calls itself, as `phone`. */
export function out(uri = 'sip:127.0.0.1:5060', ...options: readonly string[]): string {
  return (
    section('out', 'type=endpoint', 'aors=out', 'from_user=phone', 'disallow=all', 'allow=ulaw', ...options) +
    section('out', 'type=aor', `contact=${uri}`)
  );
}
