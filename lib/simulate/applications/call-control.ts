import { causeOf } from '../../dialplan/cause-names';
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

/** A call that is answered hears it only. The caller hangs up. Source: `pbx_builtin_busy` (`main/pbx_builtins.c`). */
function indicate({ channel }: Leg, indicated: 'busy' | 'congestion', cause: number): StepResult {
  channel.indicated = indicated;
  channel.cause = channel.answered ? channel.cause : cause;
  channel.hungUp = true;
  return 'end';
}
