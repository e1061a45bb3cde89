/**
 * When a call ends because nothing is heard from the other side any more, in seconds; Asterisk by itself would wait for ever.
 *
 * A phone that lost its power or its network says no BYE: its call would go on, and on a trunk be paid for. Some phones send nothing while
 * they are muted, or listen to an announcement before they are answered: two minutes is longer than that. Nor do many that hold a call.
 */
export const MEDIA_TIMEOUTS = { rtpTimeout: 120, rtpTimeoutHold: 3600 };
