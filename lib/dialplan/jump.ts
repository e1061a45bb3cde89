import { readFlags, type WrittenFlag } from './read-step';
import { split } from './scan';

/** Where a step sends a call, as it is written; what is not said is that of the step itself. */
export interface Jump {
  readonly context?: string;
  readonly extension?: string;
  /** A number or a label. */
  readonly priority: string;
  /** Whether the call may also go on with the next step, or elsewhere. */
  readonly conditional: boolean;
  /** Whether the call comes back, as from `Gosub`. */
  readonly returns: boolean;
  /** A context, extension or label with the spaces around it, which Asterisk takes for a part of its name. */
  readonly spaced?: string;
}

/** Where an application of this name, with these arguments, sends a call. */
export function jumpsOf(name: string, args: string): readonly Jump[] {
  switch (name) {
    case 'Goto':
      return [target(args, { conditional: false, returns: false })];
    case 'GotoIf':
    case 'GotoIfTime':
      return branches(args).map((each) => target(each, { conditional: true, returns: false }));
    case 'Gosub':
      return [target(withoutArguments(args), { conditional: false, returns: true })];
    case 'GosubIf':
      return branches(args).map((each) => target(withoutArguments(each), { conditional: true, returns: true }));
    case 'Macro':
      return [macro(args, false)];
    case 'MacroIf':
      return branches(args).map((each) => macro(each, true));
    default:
      return optionJumps(optionsOf(name, args));
  }
}

/** Which argument holds the option letters of an application that calls or connects somebody. */
const OPTIONS_AT: Readonly<Record<string, number>> = {
  Bridge: 1,
  Dial: 2,
  FollowMe: 1,
  Originate: 6,
  Page: 1,
  Queue: 1,
  RetryDial: 5,
};

/** The option letters of an application that calls or connects somebody; none for others. */
export function optionsOf(name: string, args: string): readonly WrittenFlag[] {
  const index = Object.hasOwn(OPTIONS_AT, name) ? OPTIONS_AT[name] : undefined;
  return index === undefined ? [] : readFlags(split(args)[index]?.trim() ?? '');
}

/** What stands behind the `?` of a condition, on either side of the `:`; an empty side goes on. */
function branches(args: string): readonly string[] {
  const [, rest = ''] = split(args, '?', 2);
  return split(rest, ':', 2).filter((each) => each !== '');
}

/** `context,extension,priority`, `extension,priority` or `priority`. Source: `pbx_parseable_goto` (`main/pbx.c`). */
function target(text: string, how: Pick<Jump, 'conditional' | 'returns'>): Jump {
  const written = split(text, ',', 3);
  const [context, extension, priority = ''] = [undefined, undefined, ...written.map((each) => each.trim())].slice(-3);
  // The number of a priority may have spaces around it.
  const spaced = written.find(
    (each, index) => each !== each.trim() && !(index === written.length - 1 && /^\s*[-+]?\d+\s*$/.test(each)),
  );
  return {
    priority,
    ...how,
    ...(extension === undefined ? {} : { extension }),
    ...(context ? { context } : {}),
    ...(spaced === undefined ? {} : { spaced }),
  };
}

/** A routine's place without what is handed to it: `context,extension,priority(arguments)`. */
function withoutArguments(text: string): string {
  const open = text.indexOf('(', text.lastIndexOf('}') + 1);
  return open < 0 ? text : text.slice(0, open);
}

function macro(args: string, conditional: boolean): Jump {
  const [name = ''] = split(args);
  return { context: `macro-${name.trim()}`, extension: 's', priority: '1', conditional, returns: true };
}

/** Where option letters send either party. */
function optionJumps(options: readonly WrittenFlag[]): readonly Jump[] {
  return options.flatMap(({ letter, argument = '' }): readonly Jump[] => {
    const conditional = true;
    switch (letter) {
      case 'U':
      case 'b':
      case 'B': {
        const [place = ''] = (letter === 'U' ? argument : withoutArguments(argument)).split(letter === 'U' ? '^' : /$/);
        const parts = place.split(/[,^]/).map((each) => each.trim());
        const [context, extension = 's', priority = '1'] =
          letter === 'U' ? parts : parts.length === 3 ? parts : [undefined, ...parts].slice(0, 3);
        return argument === ''
          ? []
          : [{ ...(context ? { context } : {}), extension, priority, conditional, returns: true }];
      }
      case 'M':
        return [macro(argument.replaceAll('^', ','), true)];
      case 'G':
      case 'F':
        return argument === '' ? [] : [target(argument.replaceAll('^', ','), { conditional, returns: false })];
      default:
        return [];
    }
  });
}
