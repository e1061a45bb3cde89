import { parse } from '../../../lib/conf/parse';
import { findExtension, type ExtensionSearch } from '../../../lib/dialplan/model/find-extension';
import { timingHolds, type Timing } from '../../../lib/dialplan/model/timing';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';

function found(text: string, search: Omit<ExtensionSearch, 'context'>): string {
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  const result = findExtension(model, { context: 'a', ...search });
  switch (result.kind) {
    case 'step':
      return `${result.context.name} ${result.extension.pattern} ${result.step.priority}`;
    case 'switch':
      return `${result.context.name} switch ${result.switch.kind}`;
    case 'none':
      return `no ${result.lacks}`;
  }
}

test('an extension of the context comes before a better one of what it includes', () => {
  expect(found('[a]\nexten => _X.,1,NoOp\ninclude => b\n[b]\nexten => 201,1,NoOp\n', { number: '201' })).toBe(
    'a _X. 1',
  );
});

test('another extension helps out with a priority', () => {
  const text = '[a]\nexten => 201,1,NoOp\nexten => _2XX,2,NoOp\nexten => _2XX,3(here),NoOp\n';
  expect(found(text, { number: '201' })).toBe('a 201 1');
  expect(found(text, { number: '201', priority: 2 })).toBe('a _2XX 2');
  expect(found(text, { number: '201', priority: 'here' })).toBe('a _2XX 3');
  expect(found(text, { number: '201', priority: 4 })).toBe('no priority');
});

test('a tree lets no other extension help out', () => {
  const text = '[general]\nextenpatternmatchnew=yes\n[a]\nexten => 201,1,NoOp\nexten => _XXX,2,NoOp\n';
  expect(found(text, { number: '201', priority: 2 })).toBe('no priority');
});

test('includes hold at their time, and in the zone of the machine', () => {
  const text = '[a]\ninclude => b,9:00-17:00\ninclude => c\n[b]\nexten => 1,1,NoOp\n[c]\nexten => 1,1,NoOp\n';
  const at = new Date('2026-11-25T16:30Z');
  const holds = (zone: string) => (timing: Timing) => timingHolds(timing, at, zone);
  expect(found(text, { number: '1', holds: holds('UTC') })).toBe('b 1 1');
  expect(found(text, { number: '1', holds: holds('Europe/Berlin') })).toBe('c 1 1');
});

test('a switch is asked after the extensions and before the includes', () => {
  const text = '[a]\nexten => 1,1,NoOp\nswitch => Realtime/x@y\ninclude => b\n[b]\nexten => 2,1,NoOp\n';
  expect(found(text, { number: '1' })).toBe('a 1 1');
  expect(found(text, { number: '2' })).toBe('a switch Realtime');
});

test('the search tells where it was, and what matched too', () => {
  const text =
    '[a]\ninclude => b,9:00-17:00\ninclude => gone\ninclude => c\n[b]\n[c]\ninclude => a\nexten => 1,1,NoOp\nexten => _X,1,NoOp\nexten => _N,1,NoOp\n';
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  const result = findExtension(model, { context: 'a', number: '1', holds: () => false });
  expect(result.searched.map(({ context, skipped = 'searched' }) => `${context} ${skipped}`)).toEqual([
    'a searched',
    'b time',
    'gone missing',
    'c searched',
  ]);
  expect(result.kind === 'step' && result.rivals.map(({ pattern }) => pattern)).toEqual(['_X']);
});

test.each([
  ['9', 'match-more', 'a _9X 1'],
  ['8', 'match-more', 'no extension'],
  ['2', 'match-more', 'a _2XX 1'],
  ['201', 'match-more', 'no extension'],
  ['2', 'can-match', 'a _2XX 1'],
] as const)('more digits than %s, asked for %s: %s', (number, mode, expected) => {
  const text = '[a]\nexten => _2XX,1,NoOp\nexten => _9!,1,NoOp\nexten => _9X,1,NoOp\nexten => _8!,1,NoOp\n';
  expect(found(text, { number, mode })).toBe(expected);
});

test('fails without the context', () => {
  expect(found('[b]\n', { number: '1' })).toBe('no context');
});
