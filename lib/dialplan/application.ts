import { shown, ValidationError } from '../conf/validation-error';
import type { HangupCause } from './hangup-cause';
import type { Step } from './step';

// Applications under Asterisk's own names. Arguments are separated by commas, which an argument cannot hold
// unless a parenthesis, brace, bracket or quote stands around it.

/** Options of `Dial`. */
export interface DialOptions {
  /**
   * How long to wait for an answer, in seconds.
   *
   * @default - until the caller gives up
   */
  readonly timeout?: number;

  /**
   * Option letters as Asterisk writes them, such as `t`.
   *
   * @default - none
   */
  readonly options?: string;
}

/** Calls devices, such as `PJSIP/hall`, all at once; the first to answer is connected. */
export function Dial(devices: string | readonly string[], { timeout, options }: DialOptions = {}): Step {
  const list = typeof devices === 'string' ? [devices] : devices;
  if (list.length === 0) {
    throw new ValidationError('ApplicationArgument', 'Dial calls nobody: name at least one device');
  }
  return application('Dial', list.join('&'), timeout, options);
}

/** Ends the call, for this reason where one is given. */
export function Hangup(cause?: HangupCause | string): Step {
  return application('Hangup', cause);
}

/** Answers the call. */
export function Answer(): Step {
  return application('Answer');
}

/** Waits, in seconds. */
export function Wait(seconds: number): Step {
  return application('Wait', seconds);
}

/** Plays sounds, named without their ending, one after the other. */
export function Playback(sounds: string | readonly string[], options?: string): Step {
  return application('Playback', typeof sounds === 'string' ? sounds : sounds.join('&'), options);
}

/** Goes on elsewhere: in another context, at another extension, at another priority or label. */
export function Goto(context: string, extension: string, priority: string | number = 1): Step {
  return application('Goto', context, extension, priority);
}

/** Goes on at one of two labels of the same extension, as an expression is true or not. */
export function GotoIf(expression: string, yes: string, no = ''): Step {
  return { application: 'GotoIf', arguments: `$[${expression}]?${yes}${no === '' ? '' : `:${no}`}` };
}

/** Gives a variable, or a function such as `CALLERID(num)`, a value; the value may hold commas. */
export function Set(name: string, value: string): Step {
  return { application: 'Set', arguments: `${argument('Set', name)}=${value}` };
}

/** Does nothing, and shows its text to who watches. */
export function NoOp(text = ''): Step {
  return { application: 'NoOp', arguments: text };
}

/** An application that has no function here, with its arguments as Asterisk reads them. */
export function raw(name: string, args = ''): Step {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    throw new ValidationError('ApplicationArgument', `${shown(name)} is no application: letters, digits and '_' only`);
  }
  return { application: name, arguments: args };
}

function application(name: string, ...args: readonly (string | number | undefined)[]): Step {
  const given = args.map((each) => (each === undefined ? '' : argument(name, String(each))));
  return { application: name, arguments: given.join(',').replace(/,+$/, '') };
}

function argument(name: string, text: string): string {
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if ('({['.includes(character)) depth++;
    else if (')}]'.includes(character)) depth--;
    else if (character === ',' && depth === 0 && !quoted) {
      throw new ValidationError(
        'ApplicationArgument',
        `the argument ${shown(text)} of ${name} holds a comma, which begins the next argument: take it out, or write the step with raw()`,
      );
    }
  }
  return text;
}
