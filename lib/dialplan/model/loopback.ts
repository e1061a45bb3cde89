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

/** Where a `Loopback` looks for a number; `undefined` where it leaves it alone. */
export function loopbackPlace(data: string, asked: Asked): Omit<Loopback, 'pattern'> | undefined {
  const own: Readonly<Record<string, string>> = {
    EXTEN: asked.number,
    CONTEXT: asked.context,
    PRIORITY: String(asked.priority),
  };
  const text = substitute(data, {
    variable: (name) => (Object.hasOwn(own, name) ? own[name] : asked.variable(name)),
  });
  const { pattern, number, context } = readLoopback(typeof text === 'string' ? text : data);
  const isAsked = pattern === undefined || pattern === '' || matchExtension(pattern, asked.number) !== 'none';
  return isAsked
    ? {
        number: number === '${EXTEN}' ? asked.number : number,
        context: context === '${CONTEXT}' ? asked.context : context,
      }
    : undefined;
}
