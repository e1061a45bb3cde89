import { textParts } from './expression/text-parts';
import { splitApplication, type WrittenApplication } from './read-step';
import { argumentValue, split } from './scan';

/** What `ExecIf` runs. */
export interface ExecIf {
  readonly condition: string;
  /** Without a name where there is none, which ends the call. */
  readonly yes: WrittenApplication;
  readonly no?: WrittenApplication;
  /** Whether it is written with commas. */
  readonly isOld?: true;
}

/**
 * Reads `condition?application(arguments):other(arguments)`, or `condition,application,arguments` as Asterisk 1.4 wrote it.
 *
 * The latter is still understood, and known by a comma before the `?`, or by no `?` at all. `undefined` where nothing stands behind the `?`, which ends the call. Source: `execif_exec` (`apps/app_exec.c`), measured.
 */
export function readExecIf(text: string): ExecIf | undefined {
  const [condition = '', rest] = split(text, '?', 2);
  if (rest === '') {
    return undefined;
  }
  if (rest === undefined || textParts(condition).some((part) => part.kind === 'literal' && part.text.includes(','))) {
    const [before = '', name = '', args = ''] = split(text, ',', 3);
    return { condition: before, yes: { name, arguments: args }, isOld: true };
  }
  const [yes = '', no = ''] = split(rest, ':', 2);
  return { condition, yes: applicationIn(yes), ...(no === '' ? {} : { no: applicationIn(no) }) };
}

/** An application as another one runs it: spaces are part of its name, and its last parenthesis may be missing. */
export function applicationIn(text: string): WrittenApplication {
  return splitApplication(text) ?? { name: text, arguments: '' };
}

/** What an application runs itself, as it is written. */
export function innerWritten({ name, arguments: text }: WrittenApplication): readonly WrittenApplication[] {
  switch (name.toLowerCase()) {
    case 'exec':
    case 'tryexec':
      return [applicationIn(text)];
    case 'execif': {
      const { yes, no } = readExecIf(text) ?? {};
      return [yes, no].filter((each) => each !== undefined);
    }
    case 'execiftime':
      return [applicationIn(split(text, '?', 2)[1] ?? '')];
    case 'originate': {
      const [, kind = '', application = '', data = ''] = split(text);
      return kind.trim().toLowerCase() === 'app' ? [{ name: application, arguments: argumentValue(data) }] : [];
    }
    default:
      return [];
  }
}

/** The applications that an application runs itself, but for those that only a variable names. */
export function innerApplications(application: WrittenApplication): readonly WrittenApplication[] {
  return innerWritten(application)
    .map((each) => ({ ...each, name: each.name.trim() }))
    .filter(({ name }) => /^[A-Za-z]/.test(name) && !/\$[{[]/.test(name));
}
