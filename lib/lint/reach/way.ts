import { jumpsOf } from '../../dialplan/jump';
import type { PlacedSection } from '../placed-section';
import type { Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';

/** A way into the dialplan that an application opens to whoever is in the call. */
export interface Way {
  /** As it is written. @default - the context of the call */
  readonly context?: string;
  /** As it is written. @default - whatever is dialled */
  readonly number?: string;
  /** A number or a label. @default '1' */
  readonly priority?: string;
  /** Whether nothing happens where the extension is not there; otherwise the call goes to `i`. @default false */
  readonly ifThere?: boolean;
  /** What leads there, for messages. */
  readonly why: string;
}

/** Devices that are called by something else than the arguments of a step. */
export interface OtherCall {
  /** As they are written, with `&` between them. */
  readonly devices: string;
  /** Who calls them, for messages. */
  readonly why: string;
}

/** What an application opens to whoever is in the call. */
export interface Opened {
  readonly ways?: readonly Way[];
  readonly calls?: readonly OtherCall[];
  /** What lets the caller transfer, for messages. */
  readonly transfers?: readonly string[];
  /** What may lead anywhere, for messages. */
  readonly unknown?: readonly string[];
}

/** All of these together. */
export function together(all: readonly Opened[]): Required<Opened> {
  return {
    ways: all.flatMap(({ ways = [] }) => ways),
    calls: all.flatMap(({ calls = [] }) => calls),
    transfers: all.flatMap(({ transfers = [] }) => transfers),
    unknown: all.flatMap(({ unknown = [] }) => unknown),
  };
}

/** What is opened by a call to these devices: Local channels lead into the dialplan. */
export function devicesOpen(devices: string, why: string): Opened {
  return { ways: localWays(devices, why), calls: [{ devices, why }] };
}

/** The Local channels in a text. */
export function localWays(text: string, why: string): readonly Way[] {
  return [...text.matchAll(/\bLocal\/([^@&,]*)@([^/&,\s]+)/gi)].map(([, number = '', context = '']) => ({
    context,
    number,
    why,
  }));
}

/** The sections of a file that a written name may mean; where only a variable knows it, all of them. Case does not count. */
export function sectionsNamed(subject: Subject, file: string, written: string): readonly PlacedSection[] {
  const name = withGlobals(written, subject.dialplan.globals).trim().toLowerCase();
  return subject
    .sections(file)
    .filter((each) => each.name !== 'general' && (isOpen(name) || each.name.toLowerCase() === name));
}

/** One of the keys of a telephone. */
export const ONE_KEY = '_[0-9*#]';

/** A context that is written; none where it is not. */
export function contextOf(written = ''): Pick<Way, 'context'> {
  return written === '' ? {} : { context: written };
}

/** The way to `[[context,]extension,]priority`. */
export function placeWays(text: string, why: string): readonly Way[] {
  return jumpsOf('Goto', text).flatMap(({ context, extension, priority }) =>
    priority === ''
      ? []
      : [{ ...contextOf(context), ...(extension === undefined ? {} : { number: extension }), priority, why }],
  );
}
