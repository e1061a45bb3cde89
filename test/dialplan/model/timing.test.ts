import { readTiming, timingHolds } from '../../../lib/dialplan/model/timing';

function holds(text: string, at: string, zone = 'UTC'): boolean | undefined {
  const { timing } = readTiming(text);
  return timing === undefined ? undefined : timingHolds(timing, new Date(at), zone);
}

// 25 November 2026 is a Wednesday.
test.each<[string, string, boolean, ...string[]]>([
  ['9:00-17:00,mon-fri,*,*', '2026-11-25T09:00Z', true],
  ['9:00-17:00,mon-fri,*,*', '2026-11-25T17:00Z', true],
  ['9:00-17:00,mon-fri,*,*', '2026-11-25T17:01Z', false],
  ['9:00-17:00,mon-fri', '2026-11-28T12:00Z', false],
  ['22:00-06:00', '2026-11-25T03:00Z', true],
  ['22:00-06:00', '2026-11-25T12:00Z', false],
  ['12:00|wed|25|nov', '2026-11-25T12:00Z', true],
  ['*,fri-mon', '2026-11-29T12:00Z', true],
  ['*,fri-mon', '2026-11-25T12:00Z', false],
  ['*,*,30-2,*', '2026-11-01T12:00Z', true],
  ['*,*,*,Oct-Feb', '2026-11-01T12:00Z', true],
  ['*,*,*,3-10', '2026-11-01T12:00Z', false],
  ['9:00-10:00&12:00-13:00', '2026-11-25T12:30Z', true],
  ['12:00-12:59,*,*,*,America/New_York', '2026-11-25T17:30Z', true],
  ['12:00-12:59,*,*,*', '2026-11-25T11:30Z', true, 'Europe/Berlin'],
  ['00:00-00:59,mon', '2026-11-29T23:30Z', true, 'Europe/Berlin'],
  [',,,', '2026-11-25T17:30Z', true],
])('%s holds at %s: %s', (text, at, expected, ...[zone]: string[]) => {
  expect(holds(text, at, zone)).toBe(expected);
});

test('an empty time is none', () => {
  expect(readTiming('')).toEqual({ timing: undefined, mistakes: [] });
});

test.each([
  ['24:00-25:00', ['24:00-25:00']],
  ['9:00-', ['9:00-']],
  ['*,mon-xyz&tue,32,foo', ['mon-xyz', '32', 'foo']],
])('%s is mistaken in %j', (text, mistakes) => {
  expect(readTiming(text).mistakes).toEqual(mistakes);
});
