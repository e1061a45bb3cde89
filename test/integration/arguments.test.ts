import * as fc from 'fast-check';
import { ValidationError } from '../../lib/conf/validation-error';
import { AGI } from '../../lib/dialplan/application';
import { innerApplications } from '../../lib/dialplan/inner-application';
import { readApplication } from '../../lib/dialplan/read-step';
import { argumentValue, split } from '../../lib/dialplan/scan';
import type { AsteriskProvider } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { DONE, globalsAfter, stepsFile } from './support/globals-after';

/** FC_SEED=<number> runs the same texts again. */
const seed = process.env.FC_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FC_SEED);
const RUNS = 400;

const NAMES = Array.from({ length: 20 }, (_, index) => `v${index}`);
const TAKE = `ARRAY(${NAMES.join(',')})`;

/** What `ARRAY`, which splits as every application does, takes from each of these steps: each value in angle brackets. */
async function taken(provider: AsteriskProvider, steps: readonly string[]): Promise<readonly string[]> {
  const show = NAMES.map((name) => `<\${${name}}>`).join('');
  const dialplan = stepsFile([
    ...steps.flatMap((step, index) => [
      ...NAMES.map((name) => `Set(${name}=)`),
      step,
      `Set(GLOBAL(TAKEN${index})=${show})`,
    ]),
    DONE,
  ]);
  const globals = await globalsAfter(provider, dialplan, '1@test');
  return steps.map((_, index) => {
    const [, found = ''] = new RegExp(`^ *TAKEN${index}=(.*)$`, 'm').exec(globals) ?? [];
    return found.replace(/(<>)*$/, '');
  });
}

const character = fc.constantFrom(...'aB9 ,,,()[]"\\?:{}=&/|;.'.split(''));
const text = fc.string({ unit: character, minLength: 1, maxLength: 16 });
const shown = (values: readonly string[]) => values.map((value) => `<${value}>`).join('');

describeEveryAsterisk((provider) => {
  test(`arguments are split as Asterisk splits them (seed ${seed})`, async () => {
    const texts = fc.sample(text, { numRuns: RUNS, seed }).map((each) => `x${each},end`);
    const found = await taken(
      provider,
      texts.map((each) => `Set(${TAKE}=${each})`),
    );
    expect(found).toEqual(texts.map((each) => shown(split(each).map(argumentValue)).replace(/(<>)*$/, '')));
  });

  test(`a typed step hands over the values that it is given (seed ${seed})`, async () => {
    const values = fc.sample(fc.array(text, { minLength: 1, maxLength: 4 }), { numRuns: 5 * RUNS, seed });
    const steps = values.flatMap((given) => {
      const written = accepted(given);
      return written === undefined ? [] : [{ given, written: `Set(${TAKE}=${written})` }];
    });
    // Most random texts are refused; some must be left.
    expect(steps.length).toBeGreaterThan(RUNS / 10);
    const found = await taken(
      provider,
      steps.map(({ written }) => written),
    );
    // An empty value at the end is like none.
    const expected = steps.map(({ given }) => shown(['x', ...given].map(argumentValue)).replace(/(<>)*$/, ''));
    expect(found).toEqual(expected);
  });

  test('applications that others run are told from their arguments', async () => {
    const steps = {
      [`ExecIf(1?Set(${TAKE}=a:b,c))`]: '<a:b><c>',
      [`ExecIf(0?NoOp(a,b):Set(${TAKE}=a?b))`]: '<a?b>',
      [`ExecIf($["a,b" = "a,b"]?Set(${TAKE}="a,b"))`]: '<a,b>',
      [`Exec(Set(${TAKE}=a,b))`]: '<a><b>',
      [`TryExec(Set(${TAKE}=(a,b),c))`]: '<(a,b)><c>',
      [`ExecIfTime(*,*,*,*?Set(${TAKE}=a))`]: '<a>',
    };
    const read = Object.keys(steps).map((step) => {
      const outer = readApplication(step);
      const inner = outer === undefined ? [] : innerApplications(outer).filter(({ name }) => name === 'Set');
      return inner.map((each) => shown(split(each.arguments.replace(`${TAKE}=`, '')).map(argumentValue))).join();
    });
    expect(read).toEqual(Object.values(steps));
    expect(await taken(provider, Object.keys(steps))).toEqual(read);
  });
});

/** The arguments as they are written; `undefined` where the values cannot be. */
function accepted(values: readonly string[]): string | undefined {
  try {
    return AGI('x', values).arguments;
  } catch (error) {
    if (error instanceof ValidationError) {
      return undefined;
    }
    throw error;
  }
}
