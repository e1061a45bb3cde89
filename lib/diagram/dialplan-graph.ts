import type { Endpoint } from '../config/endpoints';
import type { DialplanModel, ModelContext, ModelExtension } from '../dialplan/model/dialplan-model';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { lines } from './lines';
import { summarize, type Way } from './step-summary';

/** Where calls end that are not let out. */
const NO_WAY_OUT = 'no way out';

/** Longer lines make a picture that is not taken in at a glance. */
const WIDEST = 64;

/**
 * The flow of calls through a dialplan, however it was written: who calls, the contexts on the way with what happens in each, and who is called.
 *
 * Contexts to which no endpoint leads are left out, unless there is no endpoint.
 */
export function dialplanGraph(model: DialplanModel, endpoints: readonly Endpoint[]): Graph {
  return new DialplanDrawing(model, endpoints).draw();
}

/** Extensions of a context with which the same happens. */
interface Alike {
  readonly patterns: string[];
  readonly texts: readonly string[];
  readonly ways: readonly Way[];
}

class DialplanDrawing {
  private readonly edges = new Map<string, GraphEdge>();
  private readonly labels = new Map<string, Set<string>>();
  private readonly outside = new Set<string>();
  private readonly devices = new Set<string>();
  private readonly sets: readonly (readonly Endpoint[])[];

  constructor(
    private readonly model: DialplanModel,
    private readonly endpoints: readonly Endpoint[],
  ) {
    const phones = endpoints.filter(({ kind }) => kind === 'phone');
    const alike = new Map<string, Endpoint[]>();
    for (const phone of phones) {
      const key = this.likeness(phone.context);
      alike.set(key, [...(alike.get(key) ?? []), phone]);
    }
    this.sets = [...alike.values()];
  }

  draw(): Graph {
    const outside = this.endpoints.filter(({ kind }) => kind !== 'phone');
    for (const { name, context } of outside) {
      this.edge(inboundId(name), this.contextId(context));
    }
    for (const set of this.sets) {
      this.edge(setId(set), this.contextId(set[0]?.context ?? ''));
    }
    const entered = this.endpoints.map(({ context }) => context);
    const shown = this.endpoints.length === 0 ? [...this.model.contexts.keys()] : this.reached(entered);
    const missing = new Set(entered.filter((name) => !this.model.contexts.has(name)));
    const contexts = [...new Map(shown.map((name) => [this.contextId(name), name])).values()];
    const contextNodes = contexts.map((name) => this.contextNode(name));
    const shut = outside.filter(({ context }) => !this.reached([context]).some((name) => this.goesOut(name)));
    for (const { name } of shut) {
      this.edges.set(`${name} shut`, { from: inboundId(name), to: NO_WAY_OUT, style: 'forbidden' });
    }
    return {
      title: 'how calls flow',
      nodes: [
        ...outside.map(inbound),
        ...this.sets.map(phonesNode),
        ...contextNodes,
        ...[...missing].map((name) => missingNode(this.contextId(name), name)),
        ...[...this.outside].map(outbound),
        ...[...this.devices].map((device): GraphNode => ({
          id: deviceId(device),
          kind: 'peer',
          heading: device,
          lines: [],
        })),
        ...(shut.length > 0 ? [{ id: NO_WAY_OUT, kind: 'barred', heading: NO_WAY_OUT, lines: [] } as const] : []),
      ],
      groups: [],
      edges: [...this.edges.values()],
    };
  }

  /** The contexts that calls come to which begin in these, in the order of the dialplan. */
  private reached(from: readonly string[]): readonly string[] {
    const found = new Set(from);
    for (const name of found) {
      const context = this.model.contexts.get(name);
      context?.includes.forEach((include) => found.add(include.context));
      for (const { to } of context === undefined ? [] : waysIn(context)) {
        if ('context' in to) {
          found.add(to.context);
        }
      }
    }
    return [...this.model.contexts.keys()].filter((name) => found.has(name));
  }

  private goesOut(name: string): boolean {
    const context = this.model.contexts.get(name);
    return context !== undefined && waysIn(context).some((way) => this.isOut(way));
  }

  private isOut({ to }: Way): boolean {
    return 'device' in to && to.number !== undefined && this.endpointOf(to.device)?.kind !== 'phone';
  }

  private endpointOf(device: string): Endpoint | undefined {
    const [, name = device] = /^PJSIP\/(.*)$/i.exec(device) ?? [];
    return this.endpoints.find((endpoint) => endpoint.name === name);
  }

  private contextNode(name: string): GraphNode {
    const context = this.model.contexts.get(name);
    const id = this.contextId(name);
    for (const { context: included, timing } of context?.includes ?? []) {
      if (this.model.contexts.has(included)) {
        this.edge(id, this.contextId(included), timing === undefined ? 'includes' : `includes, ${timing.text}`);
      }
    }
    const groups = context === undefined ? [] : this.alike(context);
    for (const { ways, patterns } of groups) {
      ways.forEach((way) => {
        this.way(id, name, way, patterns, groups.length);
      });
    }
    return { id, kind: 'route', heading: this.namesLike(name), lines: groups.flatMap((group) => said(group)) };
  }

  /** Contexts of the same content are one box. */
  private namesLike(name: string): string {
    const names = [...this.model.contexts.keys()].filter((each) => this.contextId(each) === this.contextId(name));
    return names.length > 3 ? `${names.slice(0, 2).join(', ')} … (${names.length})` : names.join(', ');
  }

  private alike(context: ModelContext): readonly Alike[] {
    const groups = new Map<string, Alike>();
    for (const extension of context.extensions) {
      const summaries = extension.steps.map((step) => summarize(step, context.name));
      const ways = summaries.flatMap((each) => each.ways);
      const own = summaries.flatMap(({ text }) => text ?? []);
      // What differs by the phone alone is the same for a whole house.
      const texts = own.map((text) => this.general(text));
      const key = JSON.stringify([
        texts,
        ways.map(({ to, label }) => ['context' in to ? to : this.targetOf(to.device), label]),
      ]);
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, { patterns: [shownPattern(extension)], texts: own, ways });
      } else {
        groups.set(key, {
          patterns: [...group.patterns, shownPattern(extension)],
          texts,
          ways: [...group.ways, ...ways],
        });
      }
    }
    return [...groups.values()];
  }

  private general(text: string): string {
    const phones = this.endpoints.filter(({ kind }) => kind === 'phone').map(({ name }) => name);
    return text
      .replace(/^rings ([^ ,]+)(?= |$)/, (found, name: string) => (phones.includes(name) ? 'rings its phone' : found))
      .replace(/^voicemail of [^$]+$/, 'its voicemail');
  }

  private targetOf(device: string): string {
    const endpoint = this.endpointOf(device);
    const set = this.sets.find((each) => endpoint !== undefined && each.includes(endpoint));
    return set === undefined ? device : setId(set);
  }

  private way(from: string, context: string, way: Way, patterns: readonly string[], groups: number): void {
    const which = groups > 1 ? (lines(patterns)[0] ?? '') : undefined;
    const label = [patterns.length > 1 || groups === 1 ? undefined : which, way.label]
      .filter((each) => each !== undefined && each !== '')
      .join(', ');
    if ('context' in way.to) {
      const to = way.to.context;
      if (to !== context && this.model.contexts.has(to)) {
        this.edge(from, this.contextId(to), label);
      }
      return;
    }
    const target = this.targetOf(way.to.device);
    if (this.isOut(way)) {
      this.outside.add(way.to.device);
      this.edge(from, outboundId(way.to.device), label);
    } else if (target === way.to.device) {
      this.devices.add(target);
      this.edge(from, deviceId(target), label);
    } else {
      this.edge(from, target, label);
    }
  }

  private edge(from: string, to: string, label = ''): void {
    const key = `${from}\n${to}`;
    const labels = this.labels.get(key) ?? new Set();
    this.labels.set(key, labels.add(label));
    const few = [...labels].slice(0, 3).join('; ');
    // What always leads there needs no condition.
    const text = labels.has('') ? '' : labels.size > 3 ? `${few} …` : few;
    this.edges.set(key, { from, to, style: 'allowed', ...(text !== '' && { label: text }) });
  }

  private contextId(name: string): string {
    return `context ${this.likeness(name)}`;
  }

  /** What tells a context from others: all that it says, or its name where that is nothing but its own. */
  private likeness(name: string): string {
    const context = this.model.contexts.get(name);
    if (context === undefined || context.extensions.length > 0 || context.switches.length > 0) {
      return name;
    }
    return JSON.stringify(context.includes.map((include) => [include.context, include.timing?.text]));
  }
}

function waysIn(context: ModelContext): readonly Way[] {
  return context.extensions.flatMap(({ steps }) => steps.flatMap((step) => summarize(step, context.name).ways));
}

function said({ patterns, texts }: Alike): readonly string[] {
  const names =
    patterns.length > 4 ? `${patterns[0] ?? ''} … ${patterns.at(-1) ?? ''} (${patterns.length})` : patterns.join(', ');
  return wrapped(`${names}: ${texts.length === 0 ? '·' : [...new Set(texts)].join(' → ')}`);
}

function shownPattern({ pattern, callerId }: ModelExtension): string {
  return callerId === undefined ? pattern : `${pattern}/${callerId}`;
}

/** A text as lines that are not too wide; what goes on is indented. */
function wrapped(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < WIDEST) {
      found[found.length - 1] = `${last} ${word}`;
    } else {
      found.push(found.length === 0 ? word : `    ${word}`);
    }
  }
  return found;
}

function missingNode(id: string, name: string): GraphNode {
  return { id, kind: 'barred', heading: name, lines: ['is not in the dialplan:', 'every call is refused'] };
}

function phonesNode(set: readonly Endpoint[]): GraphNode {
  const [heading = '', ...others] = lines(set.map(({ name }) => name));
  return { id: setId(set), kind: 'phones', heading, lines: others };
}

function setId(set: readonly Endpoint[]): string {
  return `phones ${set[0]?.name ?? ''}`;
}

function inbound({ name, kind }: Endpoint): GraphNode {
  const who = kind === 'trunk' ? 'calls from outside' : 'whoever comes, without a password';
  return { id: inboundId(name), kind: 'trunk', heading: name, lines: [who] };
}

function inboundId(name: string): string {
  return `from ${name}`;
}

function outbound(device: string): GraphNode {
  return {
    id: outboundId(device),
    kind: 'trunk',
    heading: `out through ${device.replace(/^PJSIP\//i, '')}`,
    lines: [],
  };
}

function outboundId(device: string): string {
  return `out ${device}`;
}

function deviceId(device: string): string {
  return `device ${device}`;
}
