import { setTimeout as sleep } from 'node:timers/promises';
import { print } from '../../../lib/conf/print';
import type { ConfFile } from '../../../lib/conf/nodes';
import { modulesFile } from '../../../lib/config/modules-file';
import { resolveModules } from '../../../lib/config/resolve-modules';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';
import { route } from '../../../lib/simulate/route';
import {
  AsteriskExitedError,
  amiTestManagerConf,
  startAsterisk,
  type RunningAsterisk,
  type AmiFields,
  type AsteriskProvider,
} from '../../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from '../support/asterisk';
import { tinyConfiguration } from '../support/tiny-configuration';
import { dialplanCases } from './dialplan-cases';
import { runs, seed } from './evaluate-texts';
import { stepDialplan, STEPS } from './step-cases';

/** Cases that one Asterisk runs. */
const BATCH = 50;

const NUMBERS = ['1', '2', '12', '15'];

const numberOf = (index: number) => NUMBERS[index % NUMBERS.length] ?? '1';

/** The steps of each case, as the real Asterisk tells of them while it takes them. */
async function realSteps(provider: AsteriskProvider, dialplan: ConfFile, cases: readonly number[]) {
  const modules = resolveModules([dialplan], provider.version, { load: ['res_clioriginate'] });
  const asterisk = await startAsterisk({
    provider,
    overlay: new Map([
      ...tinyConfiguration,
      ['logger.conf', '[logfiles]\nconsole=error\n'] as const,
      ['manager.conf', amiTestManagerConf] as const,
      ['extensions.conf', print(dialplan)] as const,
      ['modules.conf', print(modulesFile(modules))] as const,
    ]),
  });
  const events: AmiFields[] = [];
  try {
    await asterisk.booted();
    const ami = await asterisk.ami();
    ami.onEvent((event) => {
      events.push(event);
    });
    await ami.action({ Action: 'Events', EventMask: 'dialplan' });
    for (const index of cases) {
      await ami.action({
        Action: 'Originate',
        Channel: `Local/${numberOf(index)}@c${index}m/n`,
        Application: 'Wait',
        Data: '100',
        CallerID: 'caller <07>',
        Async: 'true',
      });
      if (index % 10 === 9) {
        await fewerChannels(asterisk, 40);
      }
    }
    await fewerChannels(asterisk, 0);
    // The events of the last steps may still be on their way.
    await sleep(300);
    return stepsIn(events);
  } finally {
    await asterisk.stop();
  }
}

/** What `realSteps` finds in one Asterisk after the other: some random dialplans make one crash, and its cases are left out. */
async function allSteps(provider: AsteriskProvider, dialplan: ConfFile, wanted: readonly number[]) {
  const found = new Map<number, readonly string[]>();
  for (let first = 0; first < wanted.length; first += BATCH) {
    const cases = wanted.slice(first, first + BATCH);
    // Many calls at a time make one crash now and then: that is no dialplan's fault.
    const steps = (await stepsOf(provider, dialplan, cases)) ?? (await stepsOf(provider, dialplan, cases));
    for (const index of steps === undefined ? [] : cases) {
      found.set(index, steps?.get(index) ?? []);
    }
  }
  return found;
}

/** The steps of these cases; `undefined` where they make Asterisk crash. */
async function stepsOf(provider: AsteriskProvider, dialplan: ConfFile, cases: readonly number[]) {
  try {
    return await realSteps(provider, dialplan, cases);
  } catch (error) {
    if (!(error instanceof AsteriskExitedError) && !String(error).includes('manager connection was closed')) {
      throw error;
    }
    return undefined;
  }
}

/** Waits until no more channels are up than these: each takes some of the files that may be open. */
async function fewerChannels(asterisk: RunningAsterisk, most: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const [, count] = /^(\d+) active channel/m.exec(await asterisk.cli('core show channels count')) ?? [];
    if (Number(count) <= most) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`more than ${most} channels are up after a minute`);
}

/** The steps of the channel that began each case. */
function stepsIn(events: readonly AmiFields[]): ReadonlyMap<number, readonly string[]> {
  const begun = new Map<string, number>();
  const found = new Map<number, string[]>();
  for (const event of events) {
    const fields = Object.fromEntries(event);
    const {
      Event: kind,
      Channel: channel = '',
      Context: context = '',
      Extension: extension,
      Priority: priority,
    } = fields;
    if (kind !== 'Newexten') {
      continue;
    }
    const [, number] = /^Local\/\d+@c(\d+)m-.*;2$/.exec(channel) ?? [];
    if (number === undefined) {
      continue;
    }
    begun.set(channel, Number(number));
    const list = found.get(Number(number)) ?? [];
    found.set(Number(number), list);
    list.push(`${context},${extension ?? ''},${priority ?? ''},${fields.Application ?? ''}(${fields.AppData ?? ''})`);
  }
  return found;
}

/** Where two lists of steps differ. */
function firstDifference(ours: readonly string[], real: readonly string[]): number | undefined {
  const theirs = withoutEchoes(ours, real);
  const at = ours.findIndex((each, place) => each !== theirs[place]);
  return at >= 0 ? at : theirs.length > ours.length ? ours.length : undefined;
}

/** A `Dial` is told once more when the subroutine is over that it runs before. */
function withoutEchoes(ours: readonly string[], real: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const step of real) {
    const echo = /Dial\(.*B\(/.test(step) && kept.includes(step) && ours[kept.length] !== step;
    if (!echo) kept.push(step);
  }
  return kept;
}

/** How the router and the real Asterisk run the cases of a dialplan. */
async function compare(provider: AsteriskProvider, dialplan: ConfFile, count: number) {
  const model = readDialplan([dialplan]);
  const routeOf = (index: number) =>
    route(
      model,
      {
        ...{ context: `c${index}m`, to: numberOf(index), callerId: '07', callerName: 'caller', at: new Date() },
        values: { [`DB(c${index}/a)`]: '', 'CHANNEL(language)': 'en', 'SHARED(S)': '' },
      },
      { version: provider.version },
    );
  // A call that never ends takes the Asterisk from those after it.
  const ending = Array.from({ length: count }, (_, index) => index).filter((index) => {
    const { notes, unknowns } = routeOf(index);
    return ![...notes, ...unknowns].some((each) => /^more than|loop/.test(each));
  });
  const real = await allSteps(provider, dialplan, ending);
  const different: string[] = [];
  let steps = 0;
  for (const [index, theirs] of real) {
    const ours = routeOf(index);
    const own = ours.steps.filter(({ leg }) => leg === 0);
    const shown = own.map(
      (each) => `${each.context},${each.extension},${each.priority},${each.application}(${each.arguments})`,
    );
    steps += theirs.length;
    const from = firstDifference(shown, theirs);
    if (from !== undefined) {
      const sections = dialplan.sections.filter(({ name }) => new RegExp(`^(macro-)?c${index}[a-z]?$`).test(name));
      different.push(
        [
          `case ${index}, dialled ${numberOf(index)}; both: ${shown.slice(Math.max(0, from - 4), from).join('; ')}`,
          `ours:   ${shown.slice(from, from + 3).join('; ')}`,
          `theirs: ${withoutEchoes(shown, theirs)
            .slice(from, from + 3)
            .join('; ')}`,
          process.env.AGREEMENT_SHOW === undefined ? '' : print({ ...dialplan, sections }),
        ].join('\n'),
      );
    }
  }
  return { different, cases: real.size, steps };
}

describeEveryAsterisk((provider) => {
  const count = runs(400, 50);

  test(`random dialplans take the steps that the router says (seed ${seed})`, async () => {
    const dialplan = dialplanCases(seed, count, provider.version.major === 16);
    const { different, cases, steps } = await compare(provider, dialplan, count);
    expect(different).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(0.75 * count);
    expect(steps).toBeGreaterThan(cases * 4);
  }, 600_000);

  test('what is easily misread takes the steps that the router says', async () => {
    const { different, cases } = await compare(provider, stepDialplan(), STEPS.length);
    expect(different).toEqual([]);
    // A loop that does not end is left out.
    expect(cases).toBeGreaterThanOrEqual(STEPS.length - 1);
  }, 600_000);
});
