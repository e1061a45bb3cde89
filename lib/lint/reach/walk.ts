import { jumpsOf, type Jump } from '../../dialplan/jump';
import type { ModelContext, ModelExtension, ModelStep } from '../../dialplan/model/dialplan-model';
import { readFlags } from '../../dialplan/read-step';
import type { PlacedApplication, Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';
import { candidates, lookUp, type FoundExtension } from './lookup';
import { numbersOf } from './number-text';
import { transferContextOf } from './transfer-context';

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
  readonly from: Reached;
  readonly text: string;
}

/** Applications behind which a call does not go on with the next step. */
const ENDS = ['Hangup', 'Return', 'MacroExit', 'Busy', 'Congestion', 'Goto'];

/** During these, a caller may dial any extension of the context. */
const LISTENS = ['WaitExten', 'BackGround'];

/** Every step that calls come to which begin in a context: of this number, or of any. */
export function walk(
  subject: Subject,
  context: string,
  number?: string,
): { readonly reached: readonly Reached[]; readonly unknown: readonly UnknownWay[] } {
  const walker = new Walker(subject);
  walker.enter(context, number, '1', 'a call');
  walker.run();
  return walker;
}

class Walker {
  readonly reached: Reached[] = [];
  readonly unknown: UnknownWay[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly subject: Subject) {}

  run(): void {
    // What is reached grows while it is walked.
    for (const position of this.reached) {
      this.leave(position);
    }
  }

  /** A call comes to the extensions that these numbers find in a context. */
  enter(context: string, number: string | undefined, priority: string, why: string, from?: Reached): void {
    const { dialplan } = this.subject;
    const isExact = number !== undefined && !number.startsWith('_');
    const exact = isExact ? lookUp(dialplan, context, number) : undefined;
    const found = isExact ? (exact === undefined ? [] : [exact]) : candidates(dialplan, context, number);
    const invalid = found.length === 0 ? lookUp(dialplan, context, 'i') : undefined;
    for (const each of invalid === undefined ? found : [invalid]) {
      const own = isExact ? number : each.extension.pattern;
      this.arrive({ ...each, at: context, number: own, why, ...(from === undefined ? {} : { from }) }, priority);
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
    const applications = this.subject.applicationsByStep.get(position.step) ?? [];
    for (const [index, application] of applications.entries()) {
      for (const jump of jumpsOf(application.name, application.written.arguments)) {
        this.jump(position, jump, application.name);
      }
      this.listen(position, application);
      if (index === 0 && !ENDS.includes(application.name)) {
        this.arrive({ ...position, why: '', from: position }, String(position.step.priority + 1));
      }
    }
  }

  private jump(position: Reached, jump: Jump, why: string): void {
    const { globals } = this.subject.dialplan;
    const context = withGlobals(jump.context ?? position.at, globals).replace('${CONTEXT}', position.at);
    if (isOpen(context)) {
      this.unknown.push({ from: position, text: `${why} to '${context}'` });
      return;
    }
    if (jump.extension === undefined) {
      this.arrive({ ...position, why, from: position }, jump.priority);
      return;
    }
    const number = numbersOf(jump.extension, position.number, globals);
    const priority = withGlobals(jump.priority, globals);
    this.enter(context, number, isOpen(priority) ? '1' : priority, why, position);
  }

  /** What a caller may dial, or be sent to, during an application. */
  private listen(position: Reached, { name, arguments: given, written }: PlacedApplication): void {
    const { globals } = this.subject.dialplan;
    if (LISTENS.includes(name)) {
      this.enter(position.at, undefined, '1', `what is dialled during ${name}`, position);
    } else if (name === 'DISA') {
      this.enter(given[1] ?? 'disa', undefined, '1', 'what is dialled into DISA', position);
    } else if (name === 'Directory') {
      this.enter(given[1] ?? given[0] ?? 'default', undefined, '1', 'a choice of the Directory', position);
    } else if (name === 'VoiceMail') {
      this.enter(position.at, 'o', '1', 'the operator key of VoiceMail', position);
      this.enter(position.at, 'a', '1', 'the star key of VoiceMail', position);
    } else if (name === 'Dial' && readFlags(given[2] ?? '').some(({ letter }) => letter === 'T')) {
      this.enter(
        transferContextOf(this.subject) ?? position.at,
        undefined,
        '1',
        "a transfer by the caller (option 'T')",
        position,
      );
    }
    for (const [, number = '', context = ''] of withGlobals(written.arguments, globals).matchAll(
      /\bLocal\/([^@&]*)@([^/&,\s]+)/gi,
    )) {
      if (isOpen(context)) {
        this.unknown.push({ from: position, text: `Local to '${context}'` });
      } else {
        this.enter(context, numbersOf(number, position.number, globals), '1', 'a Local channel', position);
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
