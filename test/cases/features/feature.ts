/**
 * Something that Asterisk does, as hand-written files, and what shows that it really does it.
 *
 * The files hold no `modules.conf`, nor what every Asterisk has (`asterisk.conf`, `logger.conf`, `indications.conf`, empty files that
 * must exist): who boots them adds these, `certificate.pem` (see `certificate.ts`), and the modules, which is what is being tested.
 */
export interface Feature {
  readonly name: string;
  /** The versions that have it; every one where it is absent. */
  readonly versions?: readonly number[];
  /** The files in `/etc/asterisk`: name to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Modules that no file asks for. */
  readonly load?: readonly string[];
  /** Modules that it shows, though its name does not say so: when one of them is taken away, it is tried first. */
  readonly shows?: readonly string[];
  /** Complaints that are the point. */
  readonly complaints?: RegExp;
  /** What is asked, in this order. */
  readonly checks: readonly Check[];
}

/** What `asterisk -rx` must answer; it is asked again for some seconds, unless it acts. */
export interface Check {
  readonly command: string;
  readonly expect: RegExp | readonly RegExp[];
}

/** `channel originate`, with which tests make calls, is a module that no file asks for. */
export const CALLS: readonly string[] = ['res_clioriginate'];

/** An `extensions.conf` whose extension 1 in the context `test` are these steps; further contexts follow as text. */
export function dialplan(steps: readonly string[], ...more: readonly string[]): string {
  return [context('test', { 1: steps }), ...more].join('\n');
}

/** A context of a dialplan: extensions with their steps. */
export function context(name: string, extensions: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(extensions).flatMap(([extension, steps]) => [
    `exten => ${extension},1,${steps[0] ?? 'NoOp()'}`,
    ...steps.slice(1).map((step) => ` same => n,${step}`),
  ]);
  return `[${name}]\n${lines.join('\n')}\n`;
}

/** A section of a file. */
export function section(name: string, ...lines: readonly string[]): string {
  return `[${name}]\n${lines.join('\n')}\n`;
}

/** Calls this place, by default the extension 1 of `dialplan`; the other end waits for ten seconds. */
export function call(place = 'Local/1@test'): Check {
  return { command: `channel originate ${place} application Wait 10`, expect: /^(?!.*No such command)/s };
}

/** A command that must be known, whatever it answers. */
export function run(command: string): Check {
  return { command, expect: /^(?!.*No such command)/s };
}

/** What a call has left in a global variable, each value a regular expression. */
export function globals(values: Readonly<Record<string, string>>): Check {
  return {
    command: 'dialplan show globals',
    expect: Object.entries(values).map(([name, value]) => new RegExp(`^\\s*${name}=${value}$`, 'm')),
  };
}

/** A feature that one call of extension 1 shows. */
export function inACall(
  name: string,
  steps: readonly string[],
  values: Readonly<Record<string, string>>,
  rest: Partial<Feature> & { readonly contexts?: readonly string[] } = {},
): Feature {
  const { contexts = [], files = {}, load = [], checks = [], ...others } = rest;
  return {
    name,
    files: { 'extensions.conf': dialplan(steps, ...contexts), ...files },
    load: [...CALLS, ...load],
    checks: [call(), globals(values), ...checks],
    ...others,
  };
}
