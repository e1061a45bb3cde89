import { jumpsOf, type Jump } from '../../dialplan/jump';
import type { ModelContext, ModelExtension, ModelStep } from '../../dialplan/model/dialplan-model';
import type { SourceLocation } from '../../conf/validation-error';
import type { Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';
import { candidates, lookUp, type FoundExtension } from './lookup';
import { openSwitches } from './loopback-places';
import { numbersOf } from './number-text';
import { opens } from './opens';
import { settingsTaken } from './settings';
import { localWays, placeWays, together, type OtherCall, type Way } from './way';

/** A step that a call may come to, and how. */
export interface Reached {
  /** The context that the call is in; the extension may stand in one that it includes. */
  readonly at: string;
  readonly context: ModelContext;
  readonly extension: ModelExtension;
  readonly step: ModelStep;
  /** The numbers that `${EXTEN}` may be, as a pattern. */
  readonly number: string;
  readonly from?: Reached;
  /** Why the call comes here, such as `Goto` or `a transfer`. */
  readonly why: string;
}

/** Where a call may go that cannot be told. */
export interface UnknownWay {
  /** The step that leads there. */
  readonly from?: Reached;
  readonly at: SourceLocation;
  readonly text: string;
}

/** Applications behind which a call does not go on with the next step. */
const ENDS = ['Hangup', 'Return', 'MacroExit', 'Busy', 'Congestion', 'Goto'];

/** Extensions that a call comes to by itself, in whatever context it is: when it ends, when its time is over, and when nothing else handles a mistake. */
const SPECIAL = [
  ['h', 'the hang-up'],
  ['T', 'the end of the time (TIMEOUT)'],
  ['e', 'an exception'],
] as const;

/** A call that something else than the arguments of a step makes, such as one to the member of a queue. */
export interface CallOnTheWay extends OtherCall {
  readonly from: Reached;
}

/** All that a call may come to. */
export interface Walk {
  readonly reached: readonly Reached[];
  readonly calls: readonly CallOnTheWay[];
  readonly unknown: readonly UnknownWay[];
}

/** Every step that calls come to which begin in a context: of this number, or of any. */
export function walk(subject: Subject, { context, number, priority = '1', alone = false }: Start): Walk {
  const walker = new Walker(subject, alone);
  walker.enter(context, number, priority, { why: 'a call' });
  walker.run();
  return walker;
}

/** A place where calls begin. */
interface Start {
  readonly context: string;
  /** A number, or a pattern of what it may be. @default - any */
  readonly number?: string;
  /** A number or a label. @default '1' */
  readonly priority?: string;
  /** Whether nobody presses a key or transfers, as on the other side of a Local channel. @default false */
  readonly alone?: boolean;
}

/** How a call comes somewhere. */
interface Coming {
  readonly why: string;
  readonly from?: Reached;
  /** Whether nothing happens where the extension is not there. */
  readonly ifThere?: boolean | undefined;
}

class Walker implements Walk {
  readonly reached: Reached[] = [];
  readonly calls: CallOnTheWay[] = [];
  readonly unknown: UnknownWay[] = [];
  private readonly seen = new Set<string>();
  /** Where a call has been looked for: the way that came first is the one that is told. */
  private readonly entered = new Set<string>();
  /** Contexts that the call has come to. */
  private readonly contexts = new Set<string>();
  /** Who may transfer, and what lets them. */
  private readonly transfers: (readonly [Reached, string])[] = [];
  private readonly transferred = new Set<string>();

  constructor(
    private readonly subject: Subject,
    private readonly alone: boolean,
  ) {}

  run(): void {
    let next = 0;
    let before: number;
    // What is reached grows while it is walked.
    do {
      for (let position = this.reached[next]; position !== undefined; position = this.reached[++next]) {
        this.leave(position);
      }
      before = this.reached.length;
      this.transfer();
    } while (this.reached.length > before);
  }

  /** A call comes to the extensions that these numbers find in a context. */
  enter(context: string, number: string | undefined, priority: string, coming: Coming): void {
    const { dialplan } = this.subject;
    const { why, from, ifThere = false } = coming;
    const key = `${context}\n${number ?? ''}\n${priority}\n${String(ifThere)}`;
    if (this.entered.has(key)) {
      return;
    }
    this.entered.add(key);
    const isExact = number !== undefined && !number.startsWith('_');
    const exact = isExact ? lookUp(dialplan, context, number) : undefined;
    const found = isExact ? (exact === undefined ? [] : [exact]) : candidates(dialplan, context, number);
    if (exact === undefined && !ifThere) {
      this.unknown.push(
        ...openSwitches(dialplan, context).map((each) => ({ ...each, ...(from === undefined ? {} : { from }) })),
      );
    }
    const invalid = found.length === 0 && !ifThere ? lookUp(dialplan, context, 'i') : undefined;
    for (const each of invalid === undefined ? found : [invalid]) {
      const own = each.number?.startsWith('_') === false ? each.number : each.extension.pattern;
      this.arrive({ ...each, number: own, why, ...(from === undefined ? {} : { from }) }, priority);
    }
  }

  private arrive(place: FoundExtension & Omit<Reached, 'step'>, priority: string): void {
    const step = /^\d+$/.test(priority)
      ? place.extension.steps.find((each) => each.priority === Number(priority))
      : place.extension.steps.find(({ label }) => label === priority);
    const key = `${place.at} ${place.context.name} ${place.extension.pattern} ${place.number} ${step?.priority ?? 0}`;
    if (step !== undefined && !this.seen.has(key)) {
      this.seen.add(key);
      this.reached.push({ ...place, step });
    }
  }

  private leave(position: Reached): void {
    if (!this.alone && !this.contexts.has(position.at)) {
      this.contexts.add(position.at);
      for (const [number, why] of SPECIAL) {
        this.follow(position, { number, ifThere: true, why });
      }
    }
    const applications = this.subject.applicationsByStep.get(position.step) ?? [];
    for (const [index, application] of applications.entries()) {
      for (const jump of jumpsOf(application.name, application.written.arguments)) {
        this.jump(position, jump, application.name);
      }
      const { ways, calls, transfers, unknown } = this.alone
        ? together([{ ways: localWays(application.written.arguments, 'a Local channel') }])
        : opens(this.subject, application);
      ways.forEach((way) => {
        this.follow(position, way);
      });
      this.unknown.push(...unknown.map((text) => ({ from: position, at: position.step.location, text })));
      this.calls.push(...calls.map((call) => ({ ...call, from: position })));
      this.transfers.push(...transfers.map((why) => [position, why] as const));
      if (index === 0 && !ENDS.includes(application.name)) {
        this.arrive({ ...position, why: '', from: position }, String(position.step.priority + 1));
      }
    }
  }

  /** Goes where a way leads. */
  private follow(position: Reached, { context, number, priority = '1', ifThere, why }: Way): void {
    const { globals } = this.subject.dialplan;
    const target = withGlobals(context ?? position.at, globals).replace('${CONTEXT}', position.at);
    if (isOpen(target) || target.includes('$[')) {
      this.unknown.push({ from: position, at: position.step.location, text: `${why} to '${target}'` });
      return;
    }
    const wanted = number === undefined ? undefined : numbersOf(number, position.number, globals);
    const at = withGlobals(priority, globals);
    this.enter(target, wanted, isOpen(at) ? '1' : at, { why, from: position, ifThere });
  }

  /** A jump without an extension stays where it is. */
  private jump(position: Reached, { context, extension, priority }: Jump, why: string): void {
    if (extension === undefined) {
      this.arrive({ ...position, why, from: position }, priority);
    } else {
      this.follow(position, { ...(context === undefined ? {} : { context }), number: extension, priority, why });
    }
  }

  /** Transfers go to each context that the steps so far may have set, and whoever transfers to the place that is set for it. */
  private transfer(): void {
    const taken = new Set(this.reached.map(({ step }) => step));
    const contexts = settingsTaken(this.subject, 'TRANSFER_CONTEXT', taken);
    const afterwards = settingsTaken(this.subject, 'GOTO_ON_BLINDXFR', taken);
    for (const [position, why] of this.transfers) {
      const ways = [
        ...(contexts.length === 0 ? [{ why }] : contexts.map((context) => ({ context, why }))),
        ...afterwards.flatMap((place) => placeWays(place.replaceAll('^', ','), `${why} (GOTO_ON_BLINDXFR)`)),
      ];
      for (const way of ways) {
        const key = JSON.stringify([way, position.at, position.step.location]);
        if (!this.transferred.has(key)) {
          this.transferred.add(key);
          this.follow(position, way);
        }
      }
    }
  }
}

/** The steps from the first one to this one at which the way was chosen. */
export function pathTo(reached: Reached): readonly Reached[] {
  const path: Reached[] = [];
  for (let at: Reached | undefined = reached; at !== undefined; at = at.from) {
    if (at.why !== '' || at === reached) {
      path.unshift(at);
    }
  }
  return path;
}
