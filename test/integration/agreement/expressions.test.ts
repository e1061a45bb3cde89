import * as fc from 'fast-check';
import { substitute } from '../../../lib/dialplan/expression/substitute';
import type { Scope } from '../../../lib/dialplan/expression/scope';
import { describeEveryAsterisk } from '../support/asterisk';
import { evaluateTexts, runs, seed } from './evaluate-texts';
import {
  brokenExpressionTexts,
  expressionTexts,
  newTexts,
  otherTexts,
  TEXT_VARIABLES,
  variableTexts,
} from './expression-texts';

describeEveryAsterisk((provider) => {
  test.each([
    ['expressions', expressionTexts, runs(2500, 200)],
    ['broken expressions', brokenExpressionTexts, runs(1500, 100)],
    ['variables, substrings and functions', variableTexts, runs(3000, 200)],
    ['functions of numbers, paths, formats and times', otherTexts, runs(2000, 300)],
    ...(provider.version.major < 22 ? [] : [['functions of Asterisk 22', newTexts, runs(300, 60)] as const]),
  ] as const)(
    `%s have the value that Asterisk gives them (seed ${seed})`,
    async (_, texts, numRuns) => {
      const sample = fc.sample(texts, { numRuns, seed });
      const computed = sample.map((text) => ({ text, value: substitute(text, scope()) }));
      const known = computed.filter(({ value }) => typeof value === 'string');
      // What cannot be known is said so, and is rare.
      expect(known.length).toBeGreaterThan(numRuns * 0.9);
      const found = await evaluateTexts(
        provider,
        known.map(({ text }) => text),
        TEXT_VARIABLES,
      );
      const wrong = known.flatMap(({ text, value }, index) =>
        value === found[index] ? [] : [{ text, value, asterisk: found[index] }],
      );
      expect(wrong).toEqual([]);
    },
    300_000,
  );
});

function scope(): Scope {
  const variables = new Map<string, string>(Object.entries(TEXT_VARIABLES));
  return {
    variable: (name) => variables.get(name),
    setVariable: (name, value) => variables.set(name, value),
  };
}
