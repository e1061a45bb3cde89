import type { Leg } from '../leg';
import type { Application, StepResult } from './application';

/** Applications that answer a call, end it or let it wait. */
export const controlApplications: Readonly<Record<string, Application>> = {
  Answer: {
    run: ({ channel }) => {
      if (channel.hungUp) {
        return 'end';
      }
      channel.answered = true;
      return 'next';
    },
  },
  Hangup: { run: hangUp },
  Busy: { run: (leg) => indicate(leg, 'busy', 17) },
  Congestion: { run: (leg) => indicate(leg, 'congestion', 34) },
  Incomplete: { run: () => 'incomplete' },
  Wait: {
    run: ({ channel }, args) => {
      channel.wait(Math.max(0, Number.parseFloat(args) || 0));
      return 'next';
    },
  },
};

/** Source: `pbx_builtin_hangup` (`main/pbx_builtins.c`). */
function hangUp({ channel, world }: Leg, args: string): StepResult {
  const cause = args.trim();
  if (cause.includes('$')) {
    world.addUnknowns([`the cause ${cause}`]);
  } else if (cause !== '') {
    channel.cause = causeOf(cause) ?? 16;
  } else if (channel.cause === 0) {
    channel.cause = 16;
  }
  channel.hungUp = true;
  return 'end';
}

/** Causes by name or number. Source: `ast_str2cause` (`main/channel.c`). */
function causeOf(text: string): number | undefined {
  const named = CAUSES[text.toUpperCase().replace(/^AST_CAUSE_/, '')];
  return named ?? (/^\d+$/.test(text) ? Number(text) : undefined);
}

const CAUSES: Readonly<Record<string, number>> = {
  UNALLOCATED: 1,
  NO_ROUTE_TRANSIT_NET: 2,
  NO_ROUTE_DESTINATION: 3,
  CHANNEL_UNACCEPTABLE: 6,
  NORMAL_CLEARING: 16,
  NORMAL: 16,
  USER_BUSY: 17,
  BUSY: 17,
  NO_USER_RESPONSE: 18,
  NO_ANSWER: 19,
  NOANSWER: 19,
  SUBSCRIBER_ABSENT: 20,
  UNREGISTERED: 20,
  CALL_REJECTED: 21,
  NUMBER_CHANGED: 22,
  DESTINATION_OUT_OF_ORDER: 27,
  INVALID_NUMBER_FORMAT: 28,
  FACILITY_REJECTED: 29,
  NORMAL_UNSPECIFIED: 31,
  NORMAL_CIRCUIT_CONGESTION: 34,
  NETWORK_OUT_OF_ORDER: 38,
  NORMAL_TEMPORARY_FAILURE: 41,
  FAILURE: 38,
  SWITCH_CONGESTION: 42,
  CONGESTION: 34,
  BEARERCAPABILITY_NOTAVAIL: 58,
  INTERWORKING: 127,
};

/** A call that is answered hears it only. The caller hangs up. Source: `pbx_builtin_busy` (`main/pbx_builtins.c`). */
function indicate({ channel }: Leg, indicated: 'busy' | 'congestion', cause: number): StepResult {
  channel.indicated = indicated;
  channel.cause = channel.answered ? channel.cause : cause;
  channel.hungUp = true;
  return 'end';
}
