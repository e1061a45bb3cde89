import { MONTHS, wallClock, WEEKDAYS } from './wall-clock';
/** When something holds, such as an include or the branch of `GotoIfTime`. */
export interface Timing {
  /** As it is written. */
  readonly text: string;
  /** Each minute of a day that it holds in, by its number from midnight on. */
  readonly minutes: ReadonlySet<number>;
  /** Days of the week; 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Days of the month, from 1 on. */
  readonly monthDays: ReadonlySet<number>;
  /** Months, from 1 on. */
  readonly months: ReadonlySet<number>;
  /** The zone that it is meant in, such as `Europe/London`. @default - that of the machine */
  readonly zone?: string;
}

/** What was made of a text, and each part of it that is no time; Asterisk leaves those out. */
export interface ReadTiming {
  /** `undefined` for an empty text, which holds always. */
  readonly timing: Timing | undefined;
  readonly mistakes: readonly string[];
}

/** Names are known by their first three letters. */
const [SHORT_WEEKDAYS, SHORT_MONTHS] = [WEEKDAYS, MONTHS].map((names) =>
  names.map((name) => name.slice(0, 3).toLowerCase()),
) as [string[], string[]];
const DAY = 24 * 60;

/** Reads `times,weekdays,mdays,months,zone`. Source: `ast_build_timing` (`main/pbx_timing.c`). */
export function readTiming(text: string): ReadTiming {
  if (text === '') {
    return { timing: undefined, mistakes: [] };
  }
  const mistakes: string[] = [];
  const commas = text.split(',');
  const zone = commas.length === 5 ? (commas[4] ?? '') : '';
  const [times, weekdays, monthDays, months] = text.split(/[,|]/);
  const timing: Timing = {
    text,
    minutes: readMinutes(times, mistakes),
    weekdays: readRange(weekdays, 7, 0, SHORT_WEEKDAYS, mistakes),
    monthDays: readRange(monthDays, 31, 1, [], mistakes),
    months: readRange(months, 12, 1, SHORT_MONTHS, mistakes),
    ...(zone === '' ? {} : { zone }),
  };
  return { timing, mistakes };
}

/**
 * Whether a time is meant.
 *
 * @param zone where no zone is named
 */
export function timingHolds(timing: Timing, at: Date, zone?: string): boolean {
  const { month, day, weekday, hour, minute } = wallClock(at, timing.zone ?? zone);
  return (
    timing.months.has(month) &&
    timing.monthDays.has(day) &&
    timing.weekdays.has(weekday) &&
    timing.minutes.has(hour * 60 + minute)
  );
}

/** Times of a day: both ends of a range are in it, and it may go over midnight. */
function readMinutes(text: string | undefined, mistakes: string[]): ReadonlySet<number> {
  const minutes = new Set<number>();
  const whole = text === undefined || text === '' || text === '*';
  for (const part of whole ? ['00:00-23:59'] : text.split('&')) {
    const [from = '', to] = splitRange(part);
    const first = minuteOf(from);
    const last = to === undefined ? first : minuteOf(to.replace(/^\D+/, ''));
    if (first === undefined || last === undefined) {
      mistakes.push(part);
      continue;
    }
    addRange(minutes, first, last, DAY, 0);
  }
  return minutes;
}

function minuteOf(text: string): number | undefined {
  const [, hour = '', minute = ''] = /^\s*([+-]?\d{1,2}):\s*(\d{1,2})/.exec(text) ?? [];
  const valid = hour !== '' && Number(hour) >= 0 && Number(hour) < 24 && Number(minute) < 60;
  return valid ? Number(hour) * 60 + Number(minute) : undefined;
}

function readRange(
  text: string | undefined,
  size: number,
  base: number,
  names: readonly string[],
  mistakes: string[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const whole = text === undefined || text === '' || text === '*';
  for (const part of whole ? [`1-${size}`] : text.split('&')) {
    const [from = '', to = from] = splitRange(part);
    const first = indexOf(from, size, names);
    const last = indexOf(to, size, names);
    if (first === undefined || last === undefined) {
      mistakes.push(part);
      continue;
    }
    addRange(found, first, last, size, base);
  }
  return found;
}

function splitRange(part: string): readonly string[] {
  const hyphen = part.indexOf('-');
  return hyphen < 0 ? [part] : [part.slice(0, hyphen), part.slice(hyphen + 1)];
}

function indexOf(text: string, size: number, names: readonly string[]): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const [, digits] = /^\s*\+?(\d{1,2})/.exec(text) ?? [];
  const number = Number(digits);
  return named >= 0 ? named : number >= 1 && number <= size ? number - 1 : undefined;
}

function addRange(found: Set<number>, first: number, last: number, size: number, base: number): void {
  for (let index = first; index !== last; index = (index + 1) % size) {
    found.add(index + base);
  }
  found.add(last + base);
}
