/** The days of the week; Sunday is 0. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The months; January is 0. */
export const MONTHS = [
  ...(['January', 'February', 'March', 'April', 'May', 'June'] as const),
  ...(['July', 'August', 'September', 'October', 'November', 'December'] as const),
];

/** What a clock and a calendar show. */
export interface WallClock {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * What clocks show at a moment.
 *
 * @param zone such as `Europe/London`; Asterisk takes one that it does not know for UTC. @default that of this process
 */
export function wallClock(at: Date, zone?: string): WallClock {
  const parts = Object.fromEntries(
    clock(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const number = (name: string) => Number(parts[name]);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: WEEKDAYS.findIndex((name) => name === parts.weekday),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
  };
}

const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

function clock(zone: string | undefined): Intl.DateTimeFormat {
  const found = clocks.get(zone) ?? makeClock(zone);
  clocks.set(zone, found);
  return found;
}

function makeClock(zone: string | undefined): Intl.DateTimeFormat {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'long',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}
