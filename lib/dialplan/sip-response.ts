/**
 * The response of SIP that a caller gets whose call ended for this cause, as Q.850 numbers it, and was not answered.
 *
 * `undefined` for 23, another number, which Asterisk 16 declines and Asterisk 22 answers with 302. Source: measured on Asterisk 16.28 and 22.10.
 */
export function sipResponse(cause: number): number | undefined {
  return cause === 23 ? undefined : (RESPONSES[cause] ?? DECLINED);
}

/** All that no other response stands for. */
const DECLINED = 603;

const RESPONSES: Readonly<Record<number, number>> = {
  1: 404,
  2: 404,
  3: 404,
  17: 486,
  18: 408,
  19: 480,
  20: 480,
  21: 403,
  22: 410,
  27: 502,
  28: 484,
  29: 501,
  31: 480,
  34: 503,
  38: 500,
  42: 503,
  58: 488,
  66: 503,
  127: 500,
};
