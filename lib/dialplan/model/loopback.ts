import { substitute } from '../expression/substitute';
import { matchExtension } from '../pattern';
import type { ModelSwitch } from './dialplan-model';

/** Where a `Loopback` looks: as it is written, or with its variables in it. */
export interface Loopback {
  readonly number: string;
  readonly context: string;
  /** The numbers that it is asked for. @default - all */
  readonly pattern?: string;
}

/** What `number@context/pattern` says; what it does not say is what it is asked for. A colon means nothing in it. Source: `pbx/pbx_loopback.c`, measured. */
export function readLoopback(data: string): Loopback {
  const [, place = '', pattern] = /^([^/]*)(?:\/(.*))?$/s.exec(data) ?? [];
  const at = place.indexOf('@');
  const [number, context] = at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)];
  return {
    number: number === '' ? '${EXTEN}' : number,
    context: context === '' ? '${CONTEXT}' : context,
    ...(pattern === undefined ? {} : { pattern }),
  };
}

/** Whether a switch looks in another context of this dialplan. */
export function isLoopback({ kind }: Pick<ModelSwitch, 'kind'>): boolean {
  return kind.toLowerCase() === 'loopback';
}

/** What is asked of a switch. */
export interface Asked {
  readonly number: string;
  /** The context that has the switch. */
  readonly context: string;
  readonly priority: number;
  /** The value of a variable of `[globals]`. */
  variable(name: string): string | undefined;
}

/** Where a `Loopback` looks for a number, and whether it does: it complains of its own context before it looks at its pattern. */
export function loopbackPlace(
  data: string,
  asked: Asked,
): { readonly number: string; readonly context: string; readonly isAsked: boolean } {
  const own: Readonly<Record<string, string>> = {
    EXTEN: asked.number,
    CONTEXT: asked.context,
    PRIORITY: String(asked.priority),
  };
  const scope = { variable: (name: string) => (Object.hasOwn(own, name) ? own[name] : asked.variable(name)) };
  const filled = (text: string): string => {
    const known = substitute(text, scope);
    return typeof known === 'string' ? known : text;
  };
  const { number, context, pattern = '' } = readLoopback(data.includes('$') ? filled(data) : data);
  return {
    number: filled(number),
    context: filled(context),
    isAsked: pattern === '' || matchExtension(pattern, asked.number) !== 'none',
  };
}
