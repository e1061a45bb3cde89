import { APPLICATIONS } from './applications';
import { EVENTS } from './events';
import type { Feature } from './feature';
import { MEDIA } from './media';
import { REALTIME } from './realtime';
import { SIP } from './sip';
import { SIP_CALLS } from './sip-calls';
import { SIP_EVENTS } from './sip-events';

/** Every feature. */
export const FEATURES: readonly Feature[] = [
  ...SIP,
  ...SIP_CALLS,
  ...SIP_EVENTS,
  ...APPLICATIONS,
  ...MEDIA,
  ...EVENTS,
  ...REALTIME,
];
