import type { SourceLocation } from '../../conf/validation-error';
import { compareExtensions, extensionKey } from '../pattern-order';
import {
  HINT_PRIORITY,
  type IgnorePattern,
  type ModelContext,
  type ModelExtension,
  type ModelInclude,
  type ModelStep,
  type ModelSwitch,
} from './dialplan-model';
import type { DialplanProblem } from './problem';

type Report = (problem: DialplanProblem) => void;

interface GrowingExtension extends Omit<ModelExtension, 'pattern' | 'callerId' | 'steps' | 'hint' | 'order'> {
  pattern: string;
  callerId?: string;
  readonly steps: Map<number, ModelStep>;
  order: number;
}

/** A context that grows line by line, as Asterisk's own does. */
export class ContextBuilder {
  private readonly extensions = new Map<string, GrowingExtension>();
  private readonly includes: (ModelInclude & { readonly text: string })[] = [];
  private readonly switches: ModelSwitch[] = [];
  private readonly ignorePatterns: IgnorePattern[] = [];
  private added = 0;
  private readonly locations: [SourceLocation, ...SourceLocation[]];

  constructor(
    private readonly name: string,
    location: SourceLocation,
    private readonly report: Report,
  ) {
    this.locations = [location];
  }

  /** The context begins once more. */
  addLocation(location: SourceLocation): void {
    this.locations.push(location);
  }

  /** The priority of a label in an extension, if it has one. */
  priorityOf(pattern: string, callerId: string | undefined, label: string): number | undefined {
    const steps = this.extensions.get(keyOf(pattern, callerId))?.steps.values() ?? [];
    return [...steps].find((step) => step.label === label)?.priority;
  }

  /** Source: `ast_add_extension2_lockopt` and `add_priority` (`main/pbx.c`). */
  addStep(pattern: string, callerId: string | undefined, step: ModelStep): void {
    const { location, priority, label } = step;
    const key = keyOf(pattern, callerId);
    const extension = this.extensions.get(key) ?? {
      pattern,
      ...(callerId === undefined ? {} : { callerId }),
      location,
      steps: new Map<number, ModelStep>(),
      order: this.added,
    };
    this.extensions.set(key, extension);
    const there = extension.steps.get(priority);
    const shownPriority = priority === HINT_PRIORITY ? 'a hint' : `the priority ${priority}`;
    if (there !== undefined) {
      this.report({
        kind: 'duplicate-priority',
        message: `'${pattern}' has ${shownPriority} already, Asterisk ignores this one: number it anew, or use 'n'`,
        location,
        related: there.location,
      });
      return;
    }
    const named = label === undefined ? undefined : [...extension.steps.values()].find((each) => each.label === label);
    if (named !== undefined) {
      this.report({
        kind: 'duplicate-label',
        message: `'${pattern}' has the label '${label ?? ''}' already, Asterisk ignores this one: give it another name`,
        location,
        related: named.location,
      });
    }
    if (priority < Math.min(...extension.steps.keys())) {
      // The first of its steps stands for it: it is what numbers are compared with.
      extension.order = this.added++;
      extension.pattern = pattern;
      if (callerId !== undefined) {
        extension.callerId = callerId;
      }
    }
    extension.steps.set(priority, named === undefined ? step : { ...step, label: undefined });
  }

  /** @param text as it is written, with its time: it tells whether it is there already */
  addInclude(include: ModelInclude, text: string): void {
    const there = this.includes.find((each) => each.text.toLowerCase() === text.toLowerCase());
    if (there !== undefined) {
      this.report({
        kind: 'duplicate-include',
        message: `'${this.name}' includes '${text}' already, Asterisk ignores this one: remove it`,
        location: include.location,
        related: there.location,
      });
      return;
    }
    this.includes.push({ ...include, text });
  }

  addSwitch(added: ModelSwitch): void {
    this.switches.push(added);
  }

  addIgnorePattern(added: IgnorePattern): void {
    this.ignorePatterns.push(added);
  }

  build(): ModelContext {
    return {
      name: this.name,
      locations: this.locations,
      extensions: [...this.extensions.values()].map(built).sort(compare),
      includes: this.includes.map(({ context, timing, location }) => ({
        context,
        ...(timing === undefined ? {} : { timing }),
        location,
      })),
      switches: this.switches,
      ignorePatterns: this.ignorePatterns,
    };
  }
}

function keyOf(pattern: string, callerId: string | undefined): string {
  return `${extensionKey(pattern)}/${callerId === undefined ? '' : `/${extensionKey(callerId)}`}`;
}

function built({ steps, ...extension }: GrowingExtension): ModelExtension {
  const hint = steps.get(HINT_PRIORITY);
  return {
    ...extension,
    steps: [...steps.values()]
      .filter(({ priority }) => priority !== HINT_PRIORITY)
      .sort((left, right) => left.priority - right.priority),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** What asks for the caller's number comes before what does not. */
function compare(left: ModelExtension, right: ModelExtension): number {
  const order = compareExtensions(left.pattern, right.pattern);
  if (order !== 0 || left.callerId === undefined || right.callerId === undefined) {
    return order || Number(left.callerId === undefined) - Number(right.callerId === undefined);
  }
  return compareExtensions(left.callerId, right.callerId);
}
