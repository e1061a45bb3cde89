import { ValidationError, type Scoped } from '../conf/validation-error';
import type { PortRange } from '../config/port-range';
import type { AsteriskConfig } from './asterisk-config';

/**
 * Checks the UDP ports for audio: each side of a call takes an even one, and the odd one after it for RTCP.
 *
 * @throws ValidationError `PortRange`
 */
export function checkRtpPorts({ first, last }: PortRange, what: string, where: Scoped): void {
  if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1024 || last > 65535 || last - first < 3) {
    const message = `${what} from ${first} to ${last} leave no room for a call: whole numbers from 1024 to 65535, at least four ports, such as { first: 10000, last: 10999 }`;
    throw new ValidationError('PortRange', message, where);
  }
}

/**
 * The UDP ports for audio as `rtp.conf` has them, where they may have been changed by hand.
 *
 * @throws ValidationError `PortRange`
 */
export function rtpPortsOf(config: AsteriskConfig): PortRange {
  const general = config.file('rtp.conf').section('general');
  const first = Number(general.get('rtpstart') ?? config.rtpPorts.first);
  const last = Number(general.get('rtpend') ?? config.rtpPorts.last);
  checkRtpPorts({ first, last }, 'the ports of rtp.conf (rtpstart, rtpend)', config);
  return { first, last };
}
