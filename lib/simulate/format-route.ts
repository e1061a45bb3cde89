import { HangupCause } from '../dialplan/hangup-cause';
import { sipResponse } from '../dialplan/sip-response';
import type { CallRoute, RouteMatch } from './call-route';

/** What happens to a call, for people: the outcome, the steps that lead there, and what is not known. */
export function formatRoute(route: CallRoute): string {
  const lines = [routeSummary(route), ...stepLines(route), ...route.notes.map((note) => `note: ${note}`)];
  for (const { when, route: way } of route.branches ?? []) {
    const assumed = Object.entries(when).map(([name, value]) => `${name} is ${value}`);
    lines.push(
      '',
      `if ${assumed.join(', and ')}:`,
      ...formatRoute(way)
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The outcome in one line. */
export function routeSummary(route: CallRoute): string {
  const { outcome, rings, trunk, number, cause, target, played, unknowns } = route;
  const called = [
    ...(rings.length > 0 ? [`rings ${rings.join(', ')}`] : []),
    ...(trunk === null ? [] : [`goes out via ${trunk} as ${number ?? ''}`]),
    ...(played.length > 0 ? [`hears ${played.join(', ')}`] : []),
  ];
  const ending = {
    ring: 'and is answered',
    trunk: 'and is answered',
    unanswered: `and nobody answers${causeText(cause)}`,
    reject: `is rejected${causeText(cause)}`,
    unknown: `hangs on what is not known: ${unknowns.join(', ')}`,
    playback: '',
    answered: 'is answered, and that is all',
    voicemail: `comes to the mailbox ${target ?? ''}`,
    queue: `comes to the queue ${target ?? ''}`,
    conference: `comes to the conference ${target ?? ''}`,
    parking: 'is parked',
    page: 'is heard by all',
    transfer: `is transferred to ${target ?? ''}`,
    application: `is handed to ${target ?? ''}`,
  }[outcome];
  return `the call ${[...called, ending]
    .filter((part) => part !== '')
    .join(', ')
    .replace(', and ', ' and ')}`;
}

/** The steps, with the places where they are written. */
export function stepLines({ steps, matched }: CallRoute): readonly string[] {
  const rows = steps.map(({ file, line, context, extension, priority, application, arguments: args, leg }) => {
    const at = `${context},${extension},${priority}`;
    return [`${file}:${line}`, leg === 0 ? at : `(${leg}) ${at}`, `${application}(${args})`] as const;
  });
  const width = (column: 0 | 1) => Math.max(0, ...rows.map((row) => row[column].length));
  const [places, positions] = [width(0), width(1)];
  return [
    ...rows.map(([place, at, step]) => `  ${place.padEnd(places)}  ${at.padEnd(positions)}  ${step}`),
    ...new Set(matched.flatMap(whyLines)),
  ];
}

/** Rivals of a match that are told; of others their number is. */
const MAX_RIVALS = 5;

/** Why a number came to an extension, where there was a choice. */
function whyLines({ number, context, extension, searched, rivals }: RouteMatch): readonly string[] {
  if (searched.length < 2 && rivals.length === 0) {
    return [];
  }
  const where = searched.length < 2 ? '' : `, searched ${searched.join(', ')}`;
  const others = rivals.map((rival) => `  not ${rival.extension} of ${rival.context}: ${rival.why}`);
  const left = others.length - MAX_RIVALS;
  return [
    `${number} is ${extension} of ${context}${where}`,
    ...others.slice(0, MAX_RIVALS),
    ...(left > 0 ? [`  nor ${left} more`] : []),
  ];
}

/** A cause by its number, its name, and the response that a phone gets. */
function causeText(cause: number | null): string {
  if (cause === null) {
    return '';
  }
  const response = sipResponse(cause);
  const name = HangupCause[cause];
  return `: cause ${cause}${name === undefined ? '' : `, ${name}`}${response === undefined ? '' : `, SIP ${response}`}`;
}
