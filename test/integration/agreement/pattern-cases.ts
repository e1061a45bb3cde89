import { DONE } from '../support/globals-after';
import * as fc from 'fast-check';
import { assignment, file, section, type ConfFile } from '../../../lib/conf/nodes';

/** A number that is looked up in a context, for a caller. */
export interface PatternCase {
  readonly context: string;
  readonly number: string;
  readonly callerId: string;
}

const digit = fc.constantFrom('0', '1', '2', '3', '9');
const character = fc.oneof({ weight: 8, arbitrary: digit }, fc.constantFrom('*', '#', '+', 'a', 'N', 'x', 's'));
const set = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: digit },
      fc.constantFrom('1-3', '0-9', '2-9', '9-0', 'a-c', '*', '-', '12', '21', '13', '+-9', 'x', 'N', '.'),
    ),
    { maxLength: 3 },
  )
  .map((parts) => `[${parts.join('')}]`);
const place = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('X', 'X', 'Z', 'N', 'x', 'z', 'n') },
  { weight: 4, arbitrary: character },
  { weight: 3, arbitrary: set },
  { weight: 1, arbitrary: fc.constantFrom('-', ' ') },
);
const pattern = fc
  .tuple(fc.array(place, { maxLength: 4 }), fc.constantFrom('', '', '', '.', '!', '.!'))
  .filter(([places, end]) => places.join('').trim() + end !== '')
  .map(([places, end]) => `_${places.join('')}${end}`);
const plain = fc
  .array(fc.oneof({ weight: 12, arbitrary: character }, fc.constant('-')), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(''))
  .filter((text) => text.replaceAll('-', '') !== '');
const callerPattern = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  '/_07X',
  '/07',
  '/0 7',
  '/_X.',
  '/_0[1-7]',
  '/',
  '/071',
  '/_0!',
);
const extension = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: pattern }, plain), callerPattern)
  .map(([name, caller]) => `${name}${caller}`);

/** Now and then the first priority is missing. */
const priority = fc.constantFrom(1, 1, 1, 1, 1, 2);

/** Numbers that are near patterns: random ones hardly match. */
const number = fc
  .array(fc.oneof({ weight: 12, arbitrary: character }, fc.constant('-')), { minLength: 1, maxLength: 5 })
  .map((all) => all.join(''));
const caller = fc.constantFrom('', '07', '071', '0', '9');

const NEVER = ',*,*,31,feb';
const ALWAYS = ',*,*,*,*';

/** Each context: its extensions, and what it includes of the others. */
const context = fc.record({
  extensions: fc.array(fc.tuple(extension, priority), { minLength: 1, maxLength: 12 }),
  includes: fc.array(
    fc.tuple(fc.nat(), fc.constantFrom('', '', ALWAYS, NEVER)).map(([index, time]) => ({ index, time })),
    { maxLength: 2 },
  ),
});

/**
 * Random contexts, each extension of which returns its own name; and numbers to look up in them.
 *
 * @param isFair leaves out extensions that Asterisk reads beyond their end, so that nobody can say what it finds
 */
export function patternCases(
  seed: number,
  count: number,
  isFair: (extension: string) => boolean,
): { contexts: ConfFile['sections']; cases: readonly PatternCase[] } {
  const numbers = 25;
  const all = fc.sample(context, { seed, numRuns: Math.ceil(count / numbers) });
  const contexts = all.map(({ extensions, includes }, index) =>
    section(`c${index}`, [
      ...extensions.flatMap(([each, first], place) =>
        isFair(each) ? [assignment('exten', `${each},${first},Return(${index}.${place})`, '=>')] : [],
      ),
      ...includes.map(({ index: other, time }) => assignment('include', `c${other % all.length}${time}`, '=>')),
    ]),
  );
  const asked = fc.sample(fc.tuple(number, caller), { seed: seed + 1, numRuns: count });
  const cases = asked.map(([each, callerId], index) => ({
    context: `c${Math.floor(index / numbers)}`,
    number: each,
    callerId,
  }));
  return { contexts, cases };
}

/** A dialplan that looks all cases up, some hundred in each extension, and keeps the answers of each in a global variable. */
export function driver(cases: readonly PatternCase[], each: number): readonly ConfFile['sections'][number][] {
  const blocks = Array.from({ length: Math.ceil(cases.length / each) }, (_, block) =>
    cases.slice(block * each, (block + 1) * each),
  );
  const step = (index: number, text: string) =>
    index === 0 ? assignment('exten', `1,1,${text}`, '=>') : assignment('same', `n,${text}`, '=>');
  return blocks.map((block, index) => {
    const steps = [
      'Set(R=)',
      ...block.flatMap(({ context: name, number: asked, callerId }) => [
        `Set(CALLERID(num)=${callerId})`,
        'Set(GOSUB_RETVAL=-)',
        `ExecIf(\${DIALPLAN_EXISTS(${name},${asked},1)}?Gosub(${name},${asked},1))`,
        'Set(R=${R} ${GOSUB_RETVAL})',
      ]),
      `Set(GLOBAL(B${index})=\${R})`,
      index + 1 < blocks.length ? `Goto(driver${index + 1},1,1)` : DONE,
    ];
    return section(
      `driver${index}`,
      steps.map((text, place) => step(place, text)),
    );
  });
}

/** `extensions.conf` of both. */
export function patternFile(general: Readonly<Record<string, string>>, sections: ConfFile['sections']): ConfFile {
  const settings = Object.entries(general).map(([key, value]) => assignment(key, value));
  return file('extensions.conf', [section('general', settings), ...sections]);
}
