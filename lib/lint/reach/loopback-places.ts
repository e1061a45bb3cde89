import type { SourceLocation } from '../../conf/validation-error';
import type { DialplanModel, ModelContext, ModelSwitch } from '../../dialplan/model/dialplan-model';
import { isLoopback, readLoopback } from '../../dialplan/model/loopback';
import { patternsMeet } from '../../dialplan/pattern-language';
import { isOpen, withGlobals } from '../visit';
import { numbersOf } from './number-text';

/** A context that is searched. */
export interface SearchedPlace {
  readonly context: ModelContext;
  /** The context that the call is in where it finds something there: that of a `Loopback` it is sent to, otherwise where the search began. */
  readonly at: string;
  /** The numbers that are looked for there, as a pattern. @default - any */
  readonly number?: string;
}

/** A switch that leads to what these files do not say. */
export interface OpenSwitch {
  /** As it is written, such as `switch Realtime/house`. */
  readonly text: string;
  readonly at: SourceLocation;
}

/** Switches that ask each other, one within the other: each may make another number. */
const MAX_DEPTH = 10;

const known = new WeakMap<DialplanModel, Map<string, readonly SearchedPlace[]>>();

/** The contexts in which numbers are looked for, in the order of the search: the context itself, where its `Loopback`s look, what it includes. */
export function placesSearched(model: DialplanModel, name: string, number?: string): readonly SearchedPlace[] {
  const found = known.get(model) ?? new Map<string, readonly SearchedPlace[]>();
  known.set(model, found);
  // Without a Loopback the contexts are the same for every number.
  const key = loops(model) ? JSON.stringify([name, number]) : name;
  const places = found.get(key) ?? new Search(model).from(name, loops(model) ? number : undefined);
  found.set(key, places);
  return loops(model) || number === undefined ? places : places.map((each) => ({ ...each, number }));
}

/** The switches that a search in this context may ask, and whose answer cannot be known. */
export function openSwitches(model: DialplanModel, name: string): readonly OpenSwitch[] {
  const places = placesSearched(model, name);
  const { overrideswitch } = model.settings;
  const [first] = places;
  const all =
    overrideswitch === undefined || first === undefined
      ? []
      : [{ text: `overrideswitch ${overrideswitch}`, at: first.context.locations[0] }];
  const own = places.flatMap(({ context }) => context.switches.filter((each) => isOpenSwitch(model, each)));
  return [...all, ...own.map(({ keyword, kind, data, location: at }) => ({ text: `${keyword} ${kind}/${data}`, at }))];
}

/** Whether only a running Asterisk knows where a switch leads. */
function isOpenSwitch(model: DialplanModel, each: ModelSwitch): boolean {
  return !isLoopback(each) || isOpen(contextOf(model, each, ''));
}

function contextOf({ globals }: DialplanModel, { data }: ModelSwitch, own: string): string {
  return withGlobals(readLoopback(data).context, globals).replaceAll('${CONTEXT}', own);
}

const looping = new WeakMap<DialplanModel, boolean>();

function loops(model: DialplanModel): boolean {
  const found = looping.get(model) ?? [...model.contexts.values()].some(({ switches }) => switches.some(isLoopback));
  looping.set(model, found);
  return found;
}

class Search {
  private readonly found = new Map<string, SearchedPlace>();

  constructor(private readonly model: DialplanModel) {}

  from(name: string, number: string | undefined): readonly SearchedPlace[] {
    this.visit(name, name, number, 0);
    return [...this.found.values()];
  }

  private visit(name: string, at: string, number: string | undefined, depth: number): void {
    const context = this.model.contexts.get(name);
    const key = JSON.stringify([name, at, number]);
    if (context === undefined || this.found.has(key) || depth > MAX_DEPTH) {
      return;
    }
    this.found.set(key, { context, at, ...(number === undefined ? {} : { number }) });
    for (const each of context.switches.filter(isLoopback)) {
      this.ask(each, name, number, depth);
    }
    for (const include of context.includes) {
      this.visit(include.context, at, number, depth);
    }
  }

  private ask(asked: ModelSwitch, own: string, number: string | undefined, depth: number): void {
    const { number: written, pattern } = readLoopback(asked.data);
    const context = contextOf(this.model, asked, own);
    const isAsked = pattern === undefined || number === undefined || patternsMeet(pattern, number);
    // One that leads to its own context ends the call.
    if (isAsked && !isOpen(context) && context.toLowerCase() !== own.toLowerCase()) {
      const from = number ?? pattern;
      const next = written === '${EXTEN}' ? from : numbersOf(written, from ?? '_!', this.model.globals);
      this.visit(context, context, next, depth + 1);
    }
  }
}
