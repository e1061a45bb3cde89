/**
 * Why a call ends, as Q.850 numbers it, and as Asterisk turns it into a SIP response when the call was not answered.
 *
 * Source of the responses: measured on Asterisk 16.28 and 22.10.
 */
export enum HangupCause {
  /** The number is not in use: 404. */
  UNALLOCATED = 1,
  /** 486. */
  BUSY = 17,
  /** Nobody answered in time: 480. */
  NO_ANSWER = 19,
  /** The phone is not registered: 480. */
  SUBSCRIBER_ABSENT = 20,
  /** The call is not allowed: 403. */
  REJECTED = 21,
  /** The number is incomplete or of the wrong form: 484. */
  INVALID_NUMBER_FORMAT = 28,
  /** The network has no room or no way: 503. */
  CONGESTION = 34,
}
