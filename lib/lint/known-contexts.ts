import type { Subject } from './subject';

/** Dialplans in other languages, which are not read here; their contexts stand beside those of `extensions.conf`. */
const OTHER_DIALPLANS = ['extensions.ael', 'extensions.lua'];

/** What `res_parking` makes when nothing is said; a test has it made. */
const OF_PARKING = ['parkedcalls'];

/** Options by which a file has a context made; a test has those of Asterisk 22 made. */
const MAKING: readonly (readonly [file: string, key: string])[] = [
  ['res_parking.conf', 'context'],
  ['pjsip.conf', 'regcontext'],
  ['sip.conf', 'regcontext'],
  ['iax.conf', 'regcontext'],
  ['pjsip_wizard.conf', 'hint_context'],
  ['pjsip_wizard.conf', 'endpoint/context'],
];

/** Whether every context is known, so that one that is not is nowhere. */
export function areContextsKnown(subject: Subject): boolean {
  return subject.isComplete('extensions.conf') && !OTHER_DIALPLANS.some((name) => subject.texts.has(name));
}

/** Whether a context is there: in `extensions.conf`, or made by a module when it is loaded. */
export function hasContext(subject: Subject, name: string): boolean {
  return subject.dialplan.contexts.has(name) || madeContexts(subject).has(name);
}

/** Contexts that modules make. What is in them is not known. */
export function madeContexts(subject: Subject): ReadonlySet<string> {
  return subject.once('made contexts', () => {
    const named = MAKING.flatMap(([file, key]) =>
      subject
        .sections(file)
        // A wizard makes one for its hint alone.
        .filter((section) => file !== 'pjsip_wizard.conf' || section.isOn('has_hint'))
        .flatMap((section) => section.value(key) ?? []),
    );
    return new Set([...OF_PARKING, ...named]);
  });
}
