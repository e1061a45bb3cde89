import type { AsteriskVersion } from '../catalog/version';
import { isTrueCondition } from '../dialplan/expression/truth';
import type { DialplanModel, ModelSwitch } from '../dialplan/model/dialplan-model';
import type { ExtensionSearch, FoundStep } from '../dialplan/model/find-extension';
import { rivalsOf } from '../dialplan/model/rivals';
import { timingHolds, type Timing } from '../dialplan/model/timing';
import type { Call, DeviceOutcome } from './call';
import type { CallRoute, RouteOutcome, RouteStep } from './call-route';
import type { Value } from './channel';
import type { Decisions } from './decisions';
import { Database } from './functions/database';
import type { DialTarget } from './dial-target';

/** The route hangs on something that is not known, and cannot go on. */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** Steps of one call; more are taken for a loop that does not end. */
const MAX_STEPS = 2000;

/** Calls that a call makes, one within the other. */
const MAX_LEGS = 200;

/** What one run of a call knows and leaves behind, for all its channels. */
export class World {
  readonly globals = new Map<string, Value>();
  /** What `DB` was told in this call. */
  readonly database = new Database();
  private readonly steps: RouteStep[] = [];
  private readonly matched: CallRoute['matched'][number][] = [];
  private readonly attempts: (readonly string[])[] = [];
  private readonly played: string[] = [];
  private readonly unknowns = new Set<string>();
  private readonly notes: string[] = [];
  private readonly calls = new Map<string, number>();
  private readonly times = new Map<string, boolean>();
  private readonly switches = new Map<string, boolean>();
  private reached: { readonly outcome: RouteOutcome; readonly target: string | null } | undefined;
  private trunk: { readonly name: string; readonly number: string } | undefined;
  private digitsTaken = 0;
  private legs = 0;

  constructor(
    readonly model: DialplanModel,
    readonly call: Call,
    readonly version: AsteriskVersion,
    private readonly decisions: Decisions,
  ) {
    for (const { name, value } of model.globals) {
      this.globals.set(name, value);
    }
  }

  /** The number of the next channel. */
  nextLeg(): number {
    if (++this.legs > MAX_LEGS) {
      this.stop(`more than ${MAX_LEGS} calls that call each other`);
    }
    return this.legs;
  }

  addStep(step: RouteStep): void {
    this.steps.push(step);
    if (this.steps.length >= MAX_STEPS) {
      this.note(`the call takes ${MAX_STEPS} steps and does not end: it goes round in a loop`);
      this.stop('a loop that does not end');
    }
  }

  /** An extension that a search found, for a channel that comes to it. */
  addMatch(search: ExtensionSearch, found: FoundStep): void {
    const { context, extension, searched } = found;
    this.matched.push({
      context: context.name,
      extension: extension.pattern,
      number: search.number,
      searched: searched.map((visit) =>
        visit.skipped === undefined ? visit.context : `(${visit.context}: ${visit.skipped})`,
      ),
      // What is not taken decides nothing: where the time is not known, it counts.
      rivals: rivalsOf(
        this.model,
        { ...search, holds: (timing) => this.known(timing) ?? true, knows: () => false },
        found,
      ),
    });
  }

  addAttempt(targets: readonly DialTarget[]): void {
    const phones = targets.filter(({ number, local }) => number === undefined && local === undefined);
    if (phones.length > 0) {
      this.attempts.push(phones.map(({ name }) => name));
    }
    for (const { name, number } of targets) {
      this.trunk = number === undefined ? this.trunk : { name, number };
    }
  }

  addPlayed(sounds: readonly string[]): void {
    this.played.push(...sounds.filter((sound) => sound !== ''));
  }

  addUnknowns(names: readonly string[]): void {
    names.forEach((name) => this.unknowns.add(name));
  }

  note(text: string): void {
    if (!this.notes.includes(text)) {
      this.notes.push(text);
    }
  }

  /** The call came to this; what comes last counts. */
  reach(outcome: RouteOutcome, target: string | null = null): void {
    this.reached = { outcome, target };
  }

  /** Ends the route here. */
  stop(unknown: string): never {
    this.addUnknowns([unknown]);
    this.reach('unknown');
    throw new Stop(unknown);
  }

  /** Whether something holds that hangs on these unknowns. */
  decide(condition: string, unknowns: readonly string[]): boolean {
    this.addUnknowns(unknowns);
    return this.decisions.choose(condition, ['true', 'false']) === 'true';
  }

  /** Whether it is such a time; where no time is known it is the same throughout the call. */
  holds(timing: Timing): boolean {
    const known = this.known(timing);
    if (known !== undefined) {
      return known;
    }
    const name = nameOf(timing);
    const decided = this.decide(name, [name]);
    this.times.set(name, decided);
    return decided;
  }

  private known(timing: Timing): boolean | undefined {
    const { at, zone } = this.call;
    return at === undefined ? this.times.get(nameOf(timing)) : timingHolds(timing, at, zone);
  }

  /** Whether a switch knows a number, which is the same throughout the call; it may be given in `values`. */
  knows({ keyword, kind, data }: ModelSwitch, number: string): boolean {
    const name = `${keyword} ${kind}/${data} knows ${number}`;
    const { values = {} } = this.call;
    const given = Object.hasOwn(values, name) ? isTrueCondition(values[name] ?? '') : undefined;
    const known = given ?? this.switches.get(name) ?? this.decide(name, [name]);
    this.switches.set(name, known);
    return known;
  }

  /** What the caller types at the next prompt. */
  nextDigits(): string | undefined {
    return this.call.digits?.[this.digitsTaken++];
  }

  outcomeOf({ name }: DialTarget): DeviceOutcome {
    const { outcomes = {} } = this.call;
    const given = Object.hasOwn(outcomes, name) ? outcomes[name] : undefined;
    const count = this.calls.get(name) ?? 0;
    this.calls.set(name, count + 1);
    const outcome = typeof given === 'string' || given === undefined ? given : (given[count] ?? given.at(-1));
    return outcome ?? 'answered';
  }

  route(answered: boolean, cause: number): CallRoute {
    const rings = [...new Set(this.attempts.flat())];
    const called = rings.length > 0 || this.trunk !== undefined;
    const heard = this.played.length > 0 ? 'playback' : answered ? 'answered' : called ? 'unanswered' : 'reject';
    const { outcome, target } = this.reached ?? { outcome: heard, target: null };
    return {
      outcome,
      rings,
      attempts: this.attempts,
      trunk: this.trunk?.name ?? null,
      number: this.trunk?.number ?? null,
      cause: answered || outcome === 'unknown' ? null : cause,
      played: this.played,
      target,
      matched: this.matched,
      steps: this.steps,
      unknowns: [...this.unknowns],
      notes: this.notes,
    };
  }
}

function nameOf({ text }: Timing): string {
  return `the time ${text}`;
}
