import type { SourceLocation } from '../../conf/validation-error';
import type { ModelStep } from '../../dialplan/model/dialplan-model';
import { split } from '../../dialplan/scan';
import type { Subject } from '../subject';
import { withGlobals } from '../visit';

/** A value that a variable is given. */
export interface Setting {
  /** With the variables of `[globals]` in it. */
  readonly value: string;
  readonly at: SourceLocation;
  /** The step that sets it for its call. @default - it holds for all calls */
  readonly step?: ModelStep;
  /** Whether the channels that the call makes have it too. */
  readonly inherited: boolean;
}

/** Every value that a variable, or a function, is given in the dialplan: by a step for its call, or for all of them. */
export function settings(subject: Subject, name: string): readonly Setting[] {
  return subject.once(`settings ${name}`, () => {
    const { globals } = subject.dialplan;
    const set = subject.named('Set', 'MSet').flatMap(({ name: application, written, step }) => {
      const pairs = application === 'Set' ? [written.arguments] : split(written.arguments);
      return pairs.flatMap((pair): readonly Setting[] => {
        const equals = pair.indexOf('=');
        const target = pair.slice(0, Math.max(0, equals)).trim();
        const [, global, own] = /^(?:GLOBAL\((.*)\)|(?:LOCAL\()?_{0,2}(.*?)\)?)$/s.exec(target) ?? [];
        const value = withGlobals(pair.slice(equals + 1).trim(), globals);
        const isIt = equals > 0 && value !== '' && (global === name || own === name || target === name);
        const inherited = global === name || target.startsWith('_');
        return isIt ? [{ value, at: step.location, inherited, ...(global === name ? {} : { step }) }] : [];
      });
    });
    const loaded = globals.findLast((each) => each.name === name);
    return loaded === undefined || loaded.value === ''
      ? set
      : [...set, { value: loaded.value, at: loaded.location, inherited: true }];
  });
}

/** The values that hold for a call which has taken these steps: those for all calls, and those that such a step has set. */
export function settingsTaken(subject: Subject, name: string, taken: ReadonlySet<ModelStep>): readonly string[] {
  const held = settings(subject, name).filter(({ step }) => step === undefined || taken.has(step));
  return [...new Set(held.map(({ value }) => value))];
}
