import { matchExtension, type MatchMode } from '../pattern';
import { extensionKey } from '../pattern-order';
import type {
  DialplanModel,
  ModelContext,
  ModelExtension,
  ModelInclude,
  ModelStep,
  ModelSwitch,
} from './dialplan-model';
import { indexOf, MAX_REMEMBERED, patternsFor } from './context-index';
import { isLoopback, loopbackPlace } from './loopback';
import { findInTree } from './pattern-tree';
import type { Timing } from './timing';

/** What is looked for. */
export interface ExtensionSearch {
  readonly context: string;
  readonly number: string;
  /** The caller's number. @default - none */
  readonly callerId?: string;
  /** A number, or a label. @default 1 */
  readonly priority?: number | string;
  /** Whether it is such a time, for includes that hold at times. @default - they hold */
  readonly holds?: (timing: Timing) => boolean;
  /** @default 'match' */
  readonly mode?: MatchMode;
  /** Whether a switch that asks another system knows the number. @default - it may: the search ends there */
  readonly knows?: (asked: ModelSwitch, number: string) => boolean;
  /** A text with the variables of the channel in it, for `eswitch`; `undefined` where one of them is not known. @default - as it is written */
  readonly expand?: (text: string) => string | undefined;
  /** How many `Loopback`s have led here. @default 0 */
  readonly depth?: number;
  /** Contexts whose own extensions are passed over. @default - none */
  readonly passOver?: ReadonlySet<ModelContext>;
}

/** What the search met, in this order. */
export interface Visit {
  readonly context: string;
  /** The include that led there. @default - the search began there */
  readonly include?: ModelInclude;
  /** Whether it was left out: there is no such context, or it is not the time. @default - it was searched */
  readonly skipped?: 'missing' | 'time';
}

/** A step was found. */
export interface FoundStep {
  readonly kind: 'step';
  readonly context: ModelContext;
  readonly extension: ModelExtension;
  readonly step: ModelStep;
  /** Where a `Loopback` has moved the call. @default - it stays where it looked */
  readonly moved?: { readonly context: string; readonly number: string };
  /** The other extensions of that context that match as well, in the order of the search; those before it lack the priority. */
  readonly rivals: readonly ModelExtension[];
  readonly searched: readonly Visit[];
}

/** A switch may know it, which is another system. */
export interface FoundSwitch {
  readonly kind: 'switch';
  readonly context: ModelContext;
  readonly switch: ModelSwitch;
  /** Whether it is a `Loopback` that leads back to where it stands, by itself or by others: `itself` ends the call, `round` ends Asterisk. @default - it asks another system */
  readonly loop?: 'itself' | 'round';
  readonly searched: readonly Visit[];
}

/** Nothing was found. */
export interface NotFound {
  readonly kind: 'none';
  /** What is missing. */
  readonly lacks: 'context' | 'extension' | 'priority';
  readonly searched: readonly Visit[];
}

/** What a search came to. */
export type Found = FoundStep | FoundSwitch | NotFound;

/** Asterisk looks no deeper. Source: `AST_PBX_MAX_STACK` (`include/asterisk/extconf.h`). */
const MAX_DEPTH = 128;

/**
 * The step that Asterisk finds for a number: in the context itself, then asked of its switches, then in what it includes, in order.
 *
 * Within a context the first extension wins that matches and has the priority. Source: `pbx_find_extension` (`main/pbx.c`).
 */
export function findExtension(model: DialplanModel, search: ExtensionSearch): Found {
  const finder = new Finder(model, search);
  return finder.find();
}

class Finder {
  private readonly searched: Visit[] = [];
  /** Contexts are not searched twice, whatever their case. */
  private readonly done = new Set<string>();
  private lacks: NotFound['lacks'] = 'context';

  constructor(
    private readonly model: DialplanModel,
    private readonly search: ExtensionSearch,
  ) {}

  find(): Found {
    const found = this.visit(this.search.context);
    return found ?? { kind: 'none', lacks: this.lacks, searched: this.searched };
  }

  private visit(name: string, include?: ModelInclude): Found | undefined {
    if (this.done.size >= MAX_DEPTH || this.done.has(name.toLowerCase())) {
      return undefined;
    }
    const context = this.model.contexts.get(name);
    const visit = { context: name, ...(include === undefined ? {} : { include }) };
    if (context === undefined) {
      this.searched.push({ ...visit, skipped: 'missing' });
      return undefined;
    }
    this.searched.push(visit);
    this.lacks = this.lacks === 'context' ? 'extension' : this.lacks;
    const isPassedOver = this.search.passOver?.has(context) === true;
    const own =
      this.overridden(context) ??
      (isPassedOver ? undefined : this.inContext(context)) ??
      this.inSwitches(context, context.switches);
    if (own !== undefined) {
      return own;
    }
    this.done.add(name.toLowerCase());
    return this.inIncludes(context);
  }

  /** What `overrideswitch` of `[general]` knows comes before all else. */
  private overridden(context: ModelContext): Found | undefined {
    const { overrideswitch } = this.model.settings;
    if (overrideswitch === undefined) {
      return undefined;
    }
    const [kind = ''] = overrideswitch.split('/', 1);
    const [location] = context.locations;
    const asked = { kind, data: overrideswitch.slice(kind.length + 1), keyword: 'overrideswitch', location };
    return this.inSwitches(context, [asked]);
  }

  /** Switches have no labels, and no hints. */
  private inSwitches(context: ModelContext, switches: readonly ModelSwitch[]): Found | undefined {
    const { number, priority = 1 } = this.search;
    if (typeof priority === 'string' || priority < 1) {
      return undefined;
    }
    for (const asked of switches) {
      const found = isLoopback(asked) ? this.inLoopback(context, asked, priority) : 'foreign';
      if (found === 'foreign' ? (this.search.knows?.(asked, number) ?? true) : found !== undefined) {
        return typeof found === 'object' ? found : { kind: 'switch', context, switch: asked, searched: this.searched };
      }
    }
    return undefined;
  }

  /** What a `Loopback` finds in another context; `foreign` where a variable in it is not known. */
  private inLoopback(own: ModelContext, asked: ModelSwitch, priority: number): Found | 'foreign' | undefined {
    const { number, expand, depth = 0 } = this.search;
    const data = asked.keyword === 'eswitch' && expand !== undefined ? expand(asked.data) : asked.data;
    if (data === undefined) {
      return 'foreign';
    }
    const variable = (name: string) => this.model.globals.findLast((each) => each.name === name)?.value;
    const place = loopbackPlace(data, { number, context: own.name, priority, variable });
    if (place.context.toLowerCase() === own.name.toLowerCase() || depth >= MAX_DEPTH) {
      const loop = depth >= MAX_DEPTH ? 'round' : 'itself';
      return { kind: 'switch', context: own, switch: asked, loop, searched: this.searched };
    }
    if (!place.isAsked) {
      return undefined;
    }
    const search = { ...this.search, context: place.context, number: place.number, depth: depth + 1 };
    const found = findExtension(this.model, search);
    this.searched.push(...found.searched);
    return found.kind === 'none'
      ? undefined
      : {
          ...found,
          searched: this.searched,
          ...(found.kind === 'step' && found.moved === undefined ? { moved: place } : {}),
        };
  }

  private inIncludes(context: ModelContext): Found | undefined {
    const { holds = () => true } = this.search;
    for (const include of context.includes) {
      if (include.timing !== undefined && !holds(include.timing)) {
        this.searched.push({ context: include.context, include, skipped: 'time' });
        continue;
      }
      const found = this.visit(include.context, include);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  private inContext(context: ModelContext): Found | undefined {
    const { mode = 'match' } = this.search;
    const isTree = this.model.settings.extenpatternmatchnew;
    const matching = isTree ? this.inTree(context) : this.inList(context);
    for (const extension of matching) {
      if (mode === 'match-more' && matchExtension(extension.pattern, this.search.number, mode) === 'early') {
        // The pattern wants no more digits: that is the end of the search.
        return { kind: 'none', lacks: 'extension', searched: this.searched };
      }
      this.lacks = 'priority';
      const step = this.stepOf(extension);
      if (step !== undefined) {
        const rivals = (isTree ? this.inList(context) : matching).filter((each) => each !== extension);
        return { kind: 'step', context, extension, step, rivals, searched: this.searched };
      }
    }
    return undefined;
  }

  private inList(context: ModelContext): readonly ModelExtension[] {
    const { number, callerId, mode = 'match' } = this.search;
    const index = indexOf(context);
    const { found, byNumber } = index;
    const key = JSON.stringify([mode, number, callerId]);
    const known = found.get(key);
    if (known !== undefined) {
      return known;
    }
    // Numbers come before patterns, so that the order stays.
    const candidates =
      mode === 'match' && !number.startsWith('_')
        ? [...(byNumber.get(extensionKey(number)) ?? []), ...patternsFor(index, number)]
        : context.extensions;
    const matching = candidates.filter((extension) => this.matches(extension));
    if (found.size >= MAX_REMEMBERED) {
      found.clear();
    }
    found.set(key, matching);
    return matching;
  }

  private inTree(context: ModelContext): readonly ModelExtension[] {
    const { number, callerId = '' } = this.search;
    const found = findInTree(context, number, callerId);
    return found === undefined ? [] : [found];
  }

  private matches({ pattern, callerId }: ModelExtension): boolean {
    const { number, callerId: caller = '', mode = 'match' } = this.search;
    return matchExtension(pattern, number, mode) !== 'none' && (callerId === undefined || isCaller(callerId, caller));
  }

  private stepOf({ steps, hint }: ModelExtension): ModelStep | undefined {
    const { priority = 1 } = this.search;
    return typeof priority === 'string'
      ? steps.find(({ label }) => label === priority)
      : (steps.find((step) => step.priority === priority) ?? (priority === hint?.priority ? hint : undefined));
  }
}

/** An empty pattern is for calls that show no number. Source: `matchcid` (`main/pbx.c`). */
function isCaller(pattern: string, caller: string): boolean {
  return caller === '' || pattern === '' ? pattern === caller : matchExtension(pattern, caller) !== 'none';
}
