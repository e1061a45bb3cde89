import { substitute } from '../dialplan/expression/substitute';
import { isTrueCondition } from '../dialplan/expression/truth';
import { findExtension, type ExtensionSearch, type FoundStep } from '../dialplan/model/find-extension';
import { split } from '../dialplan/scan';
import { applicationOf } from './applications';
import type { Application, StepResult } from './applications/application';
import { Channel, type Place } from './channel';
import { channelScope, find, searchFor } from './channel-scope';
import { placeIn } from './location';
import { askSwitch, fallThrough, runHandlers } from './endings';
import { enterSub } from './subroutine';
import type { World } from './world';

/** Applications that run each other, one within the other. */
const MAX_DEPTH = 20;

/** A channel that runs through the dialplan. Source: `__ast_pbx_run` (`main/pbx.c`). */
export class Leg {
  private depth = 0;

  constructor(
    readonly world: World,
    readonly channel: Channel,
  ) {}

  /** Runs until the channel is over, `h` and its hang-up handlers too. */
  run(): void {
    this.runSteps();
    this.runHangup();
    runHandlers(this);
  }

  /** Another channel in the same world. */
  fork(name: string): Leg {
    const channel = new Channel(this.world.nextLeg(), name);
    this.channel.caller.copyTo(channel.caller);
    this.channel.inheritTo(channel);
    return new Leg(this.world, channel);
  }

  exists(extension: string, priority = 1, context = this.channel.context): boolean {
    return find(this.world, this.channel, context, extension, priority);
  }

  /** Whether more digits could make another extension. */
  matchesMore(digits: string): boolean {
    return findExtension(this.world.model, this.searchFor(digits, 'match-more', 1)).kind !== 'none';
  }

  substitute(text: string) {
    return substitute(text, channelScope(this.world, this.channel));
  }

  placeIn(text: string): Place | undefined {
    return placeIn(this.world, this.channel, text);
  }

  /** Runs the step where the channel is; `undefined` where there is none. */
  step(): StepResult | undefined {
    const { channel, world } = this;
    const search = this.searchFor(channel.extension, 'match', channel.priority);
    const found = findExtension(world.model, search);
    if (found.kind === 'switch') {
      return askSwitch(world, found);
    }
    if (found.kind === 'none') {
      return undefined;
    }
    // A Loopback moves the call.
    channel.context = found.moved?.context ?? channel.context;
    channel.extension = found.moved?.number ?? channel.extension;
    if (channel.priority === 1) {
      world.addMatch(search, found);
    }
    return this.execute(found);
  }

  /**
   * Runs a subroutine until it returns, as options of `Dial` do.
   *
   * @returns false where the channel ended in it
   */
  runSub(text: string): boolean {
    const { channel } = this;
    const { place } = channel;
    const depth = channel.frames.length;
    if (!enterSub(this, text.replaceAll('^', ','), place)) {
      return true;
    }
    channel.priority++;
    let result: StepResult | undefined = 'next';
    while (result === 'next' && channel.frames.length > depth && !channel.hungUp) {
      result = this.step();
      channel.priority++;
    }
    // A channel that is gone keeps what it has.
    while (channel.frames.length > depth && !channel.hungUp) {
      channel.popFrame();
    }
    Object.assign(channel, place);
    return !channel.hungUp;
  }

  /** Runs an application by its text, as `Exec` does. */
  runApplication(name: string, args: string): StepResult {
    const application = this.applicationOf(name);
    if (application === undefined) {
      this.world.note(`there is no application '${name}' in Asterisk ${this.world.version.full}: the call ends there`);
      return 'end';
    }
    if (++this.depth > MAX_DEPTH) {
      this.world.stop('applications that run each other without an end');
    }
    const result = application.run(this, args);
    this.depth--;
    return result;
  }

  /** Goes on at `e`. */
  raise(reason: string): void {
    const { channel } = this;
    channel.set('EXCEPTION reason', reason);
    channel.set('EXCEPTION context', channel.context);
    channel.set('EXCEPTION exten', channel.extension);
    channel.set('EXCEPTION priority', String(channel.priority));
    channel.extension = 'e';
    channel.priority = 1;
  }

  private searchFor(number: string, mode: 'match' | 'match-more', priority: number): ExtensionSearch {
    const { channel, world } = this;
    return searchFor(world, channel, { context: channel.context, number, priority, mode });
  }

  /** Whether this version of Asterisk has such an application. */
  hasApplication(name: string): boolean {
    return this.applicationOf(name) !== undefined;
  }

  private applicationOf(name: string): Application | undefined {
    return applicationOf(name, this.world.version);
  }

  private execute({ step, context, extension }: FoundStep): StepResult {
    const { world, channel } = this;
    const application = this.applicationOf(step.application);
    const substituted = this.substitute(step.arguments);
    const text = typeof substituted === 'string' ? substituted : step.arguments;
    world.addStep({
      file: step.location.file,
      line: step.location.line,
      context: channel.context,
      extension: channel.extension,
      priority: channel.priority,
      application: step.application,
      arguments: text,
      leg: channel.leg,
    });
    if (application === undefined) {
      world.note(
        `'${step.application}' of ${context.name},${extension.pattern},${step.priority} is no application of Asterisk ${world.version.full}: the call ends there`,
      );
      return 'end';
    }
    if (typeof substituted === 'string') {
      return application.run(this, substituted);
    }
    world.addUnknowns(substituted.unknowns);
    return this.executeUnknown(application, step.arguments, substituted.unknowns);
  }

  /** Runs a step whose arguments are not wholly known. */
  private executeUnknown(application: Application, written: string, unknowns: readonly string[]): StepResult {
    const { world } = this;
    if (application.runWritten !== undefined) {
      return application.runWritten(this, written);
    }
    if (application.ifUnknown === 'stop') {
      return world.stop(unknowns[0] ?? written);
    }
    if (application.ifUnknown !== 'decide') {
      return application.run(this, written);
    }
    const [condition = '', rest] = split(application.normal?.(written) ?? written, '?', 2);
    const tested = this.substitute(condition);
    const holds = typeof tested === 'string' ? tested : world.decide(condition, tested.unknowns) ? '1' : '0';
    if (rest === undefined) {
      return application.run(this, holds);
    }
    // Only the branch that is taken has to be known.
    const branch = split(rest, ':', 2)[isTrueCondition(holds) ? 0 : 1] ?? '';
    const taken = this.substitute(branch);
    if (typeof taken !== 'string') {
      return world.stop(taken.unknowns[0] ?? written);
    }
    return application.run(this, isTrueCondition(holds) ? `1?${taken}` : `0?:${taken}`);
  }

  private runSteps(): void {
    const { channel } = this;
    for (;;) {
      const result = this.runExtension();
      if (result === 'end' || channel.hungUp) {
        return;
      }
      if (typeof result === 'object') {
        if (!this.collect(result.digits)) return;
      } else if (result === 'incomplete' ? !this.matchesMore(channel.extension) : !this.exists(channel.extension)) {
        if (!this.invalid(channel.extension)) return;
      } else if (result === 'incomplete') {
        if (!this.collect(channel.extension)) return;
      } else if (this.world.model.settings.autofallthrough) {
        fallThrough(channel);
        return;
      } else if (!this.collect('')) {
        return;
      }
    }
  }

  /** Runs step after step; `undefined` where the next one is missing. */
  private runExtension(): Exclude<StepResult, 'next'> | undefined {
    const { channel } = this;
    for (;;) {
      const result = this.step();
      if (result !== 'next') {
        return result;
      }
      if (channel.hungUp) {
        return 'end';
      }
      channel.priority++;
    }
  }

  /** Waits for digits behind those that are there, and goes where they lead; false where that is nowhere. */
  private collect(first: string): boolean {
    const { channel, world } = this;
    let digits = first;
    for (const digit of first === '' || this.matchesMore(digits) ? (world.nextDigits() ?? '') : '') {
      digits += digit;
      if (!this.matchesMore(digits)) break;
    }
    if (digits !== '' && this.exists(digits)) {
      channel.extension = digits;
      channel.priority = 1;
      return true;
    }
    if (digits !== '') {
      return this.invalid(digits);
    }
    if (this.exists('t')) {
      channel.extension = 't';
      channel.priority = 1;
      return true;
    }
    return this.raiseIfHandled('RESPONSETIMEOUT');
  }

  private raiseIfHandled(reason: string): boolean {
    const handled = this.exists('e');
    if (handled) {
      this.raise(reason);
    }
    return handled;
  }

  private invalid(extension: string): boolean {
    const { channel, world } = this;
    if (this.exists('i')) {
      channel.set('INVALID_EXTEN', extension);
      channel.extension = 'i';
      channel.priority = 1;
      return true;
    }
    const { context } = channel;
    if (this.raiseIfHandled('INVALID')) {
      return true;
    }
    world.note(
      world.model.contexts.has(context)
        ? `the context '${context}' has no extension for '${extension}', and no 'i': the call ends there`
        : `there is no context '${context}': the call ends there`,
    );
    return false;
  }

  /** Runs `h`, if the context has it. Source: `ast_pbx_h_exten_run` (`main/pbx.c`). */
  runHangup(): void {
    const { channel } = this;
    if (!this.exists('h')) {
      return;
    }
    channel.hungUp = true;
    channel.extension = 'h';
    channel.priority = 1;
    while (this.step() === 'next') {
      channel.priority++;
    }
  }
}
