import { MONTHS, wallClock, WEEKDAYS, type WallClock } from '../../model/wall-clock';
import type { Scope, Unknown } from '../scope';
import type { ComputedFunction } from './dialplan-function';
import { functionArguments, UNKNOWN } from './function-arguments';

/** Functions of times. Source: `acf_strftime` (`funcs/func_strings.c`), measured. */
export const timeFunctions: Readonly<Record<string, ComputedFunction>> = { STRFTIME: formatTime };

/** `STRFTIME(seconds,zone,format)`: without seconds it is now, without a zone that of the machine. */
function formatTime(args: string, scope: Scope): string | Unknown {
  const [seconds = '', zone = '', format = '%c'] = functionArguments(args, 3);
  const whole = /^\s*(-?\d{1,11})/.exec(seconds)?.[1];
  const at = whole === undefined ? scope.now : new Date(Number(whole) * 1000);
  if (at === undefined || (zone === '' && scope.zone === undefined)) {
    return UNKNOWN;
  }
  return formatted(format, wallClock(at, zone === '' ? scope.zone : zone)) ?? UNKNOWN;
}

/** `undefined` where a directive is none of those that are known. */
function formatted(format: string, clock: WallClock): string | undefined {
  let text = '';
  for (const [part, letter] of format.matchAll(/[^%]+|%(.?)/gs)) {
    const directive = Object.hasOwn(DIRECTIVES, letter ?? '') ? DIRECTIVES[letter ?? ''] : undefined;
    const shown =
      letter === undefined ? part : typeof directive === 'string' ? formatted(directive, clock) : directive?.(clock);
    if (shown === undefined) {
      return undefined;
    }
    text += shown;
  }
  return text;
}

const two = (number: number) => String(number).padStart(2, '0');
const spaced = (number: number) => String(number).padStart(2);
const twelve = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);
const dayOfYear = ({ year, month, day }: WallClock) =>
  (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / 86_400_000;

/** What each letter stands for: a number or name, or other directives. Of `%s` Asterisk makes another moment than that which it was given. */
const DIRECTIVES: Readonly<Record<string, string | ((clock: WallClock) => string)>> = {
  '%': () => '%',
  a: ({ weekday }) => (WEEKDAYS[weekday] ?? '').slice(0, 3),
  A: ({ weekday }) => WEEKDAYS[weekday] ?? '',
  b: ({ month }) => (MONTHS[month - 1] ?? '').slice(0, 3),
  B: ({ month }) => MONTHS[month - 1] ?? '',
  c: '%a %b %e %H:%M:%S %Y',
  C: ({ year }) => two(Math.floor(year / 100)),
  d: ({ day }) => two(day),
  D: '%m/%d/%y',
  e: ({ day }) => spaced(day),
  F: '%Y-%m-%d',
  h: '%b',
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(twelve(hour)),
  j: (clock) => String(dayOfYear(clock)).padStart(3, '0'),
  k: ({ hour }) => spaced(hour),
  l: ({ hour }) => spaced(twelve(hour)),
  m: ({ month }) => two(month),
  M: ({ minute }) => two(minute),
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  P: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  r: '%I:%M:%S %p',
  R: '%H:%M',
  S: ({ second }) => two(second),
  T: '%H:%M:%S',
  u: ({ weekday }) => String(weekday === 0 ? 7 : weekday),
  w: ({ weekday }) => String(weekday),
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  y: ({ year }) => two(year % 100),
  Y: ({ year }) => String(year),
};
