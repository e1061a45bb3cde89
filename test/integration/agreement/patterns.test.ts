import { print } from '../../../lib/conf/print';
import { findExtension } from '../../../lib/dialplan/model/find-extension';
import { timingHolds } from '../../../lib/dialplan/model/timing';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from '../support/asterisk';
import { globalsAfter } from '../support/globals-after';
import { QUIET, runs, seed } from './evaluate-texts';
import { driver, patternCases, patternFile } from './pattern-cases';

const BLOCK = 100;

/** What the real Asterisk finds for each case, and what the model does. */
async function bothAnswers(provider: AsteriskProvider, count: number, general: Readonly<Record<string, string>>) {
  const { contexts, cases } = patternCases(
    seed,
    count,
    (extension) => general.extenpatternmatchnew === 'no' || !isOddInTree(extension),
  );
  const dialplan = patternFile(general, [...contexts, ...driver(cases, BLOCK)]);
  const model = readDialplan([dialplan]);
  const ours = cases.map((each) => {
    const found = findExtension(model, { ...each, holds: (timing) => timingHolds(timing, new Date()) });
    return found.kind === 'step' ? found.step.arguments : '-';
  });
  const theirs = await answersOf(provider, dialplan, count);
  const told = (index: number) =>
    `${JSON.stringify(cases[index])} in\n${print(
      patternFile(
        {},
        contexts.filter(({ name }) => name === cases[index]?.context),
      ),
    )}`;
  const different = ours.flatMap((answer, index) =>
    answer === theirs[index] ? [] : [`ours ${answer}, theirs ${String(theirs[index])}: ${told(index)}`],
  );
  return { ours, different };
}

/**
 * Whether a tree makes something else of a class than a list does: it takes the bracket behind a hyphen for the end of a range, and where a range that
 * runs backwards stands among others is not known.
 */
function isOddInTree(extension: string): boolean {
  const ranges = [...extension.matchAll(/(\w)-(?=(\w))/g)];
  return extension.includes('-]') || ranges.some(([, first = '', last = '']) => first > last);
}

async function answersOf(provider: AsteriskProvider, dialplan: ReturnType<typeof patternFile>, count: number) {
  const globals = await globalsAfter(provider, dialplan, '1@driver0', { files: QUIET });
  const found = new Map([...globals.matchAll(/^ *B(\d+)= (.*)$/gm)].map(([, index, text]) => [index, text]));
  const blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, index) => found.get(String(index)) ?? '');
  return blocks.flatMap((text) => text.split(' '));
}

describeEveryAsterisk((provider) => {
  test.each([
    ['a list', 'no', runs(20_000, 600)],
    ['a tree', 'yes', runs(20_000, 600)],
  ])(
    `the extension is found that Asterisk finds in %s (seed ${seed})`,
    async (_, extenpatternmatchnew, count) => {
      const { ours, different } = await bothAnswers(provider, count, { extenpatternmatchnew });
      expect(different.slice(0, 5)).toEqual([]);
      // Most random numbers match nothing; many must.
      expect(ours.filter((answer) => answer !== '-').length).toBeGreaterThan(count / 10);
    },
    300_000,
  );
});
