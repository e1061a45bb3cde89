import { endpointsIn, type Endpoint } from '../../config/endpoints';
import type { SourceLocation } from '../../conf/validation-error';
import { withGlobals, isOpen } from '../visit';
import type { PlacedSection } from '../placed-section';
import type { Subject } from '../subject';

/** A place where somebody comes into the dialplan. */
export interface Entrance {
  readonly context: string;
  /** A number, or a pattern of what it may be. @default - any */
  readonly number?: string;
  /** A number or a label. @default '1' */
  readonly priority?: string;
  /** Who calls, for messages. */
  readonly who: string;
  readonly at: SourceLocation;
}

/** Files of other channels, whose sections name a context and perhaps a password. */
const CHANNEL_FILES = ['chan_dahdi.conf', 'iax.conf', 'sip.conf'];

/** The endpoints through which calls go outside. */
export function trunkNames(subject: Subject): ReadonlySet<string> {
  return subject.once('trunks', () => new Set([...namesOf(subject, 'trunk'), ...(subject.options.trunks ?? [])]));
}

function namesOf(subject: Subject, kind: Endpoint['kind']): readonly string[] {
  const endpoints = subject.once('endpoints', () => endpointsIn(subject.sources.map(({ file }) => file)));
  return endpoints.filter((each) => each.kind === kind).map(({ name }) => name);
}

/** Where calls begin that nobody we know has made: of trunks, of endpoints without password, and of lines. */
export function inboundEntrances(subject: Subject): readonly Entrance[] {
  const trunks = trunkNames(subject);
  const phones = new Set(namesOf(subject, 'phone'));
  const endpoints = subject.objects('endpoint').filter(({ name }) => trunks.has(name) || !phones.has(name));
  const lines = CHANNEL_FILES.flatMap((file) =>
    subject.sections(file).filter((each) => each.value('context') !== undefined && each.value('secret') === undefined),
  );
  const asked = (subject.options.inbound ?? []).map((context) => ({
    context,
    who: `the context '${context}'`,
    at: subject.dialplan.contexts.get(context)?.locations[0] ?? { file: 'extensions.conf', line: 1, column: 1 },
  }));
  const messages = endpoints.flatMap((endpoint): readonly Entrance[] => {
    const option = endpoint.option('message_context');
    const who = `a message of '${endpoint.name}'`;
    return option === undefined || option.value === '' ? [] : [{ context: option.value, who, at: option.at }];
  });
  return [...asked, ...[...endpoints, ...lines].map(entranceOf), ...messages];
}

/** Where the calls of phones begin, each context once. */
export function phoneEntrances(subject: Subject): readonly Entrance[] {
  const trunks = trunkNames(subject);
  const names = new Set(namesOf(subject, 'phone'));
  const phones = subject.objects('endpoint').filter(({ name }) => names.has(name) && !trunks.has(name));
  const found = new Map(phones.map(entranceOf).map((entrance) => [entrance.context, entrance]));
  return [...found.values()];
}

function entranceOf(section: PlacedSection): Entrance {
  const option = section.option('context');
  return { context: option?.value ?? 'default', who: `'${section.name}'`, at: option?.at ?? section.at };
}

/** A call that leaves through a trunk. */
export interface TrunkCall {
  readonly trunk: string;
  /** The number, as it is written. */
  readonly number: string;
  /** Who calls, where it is not the step itself, such as a member of a queue. */
  readonly by?: string;
}

/** The trunks that the devices of a `Dial` go through, with the numbers that they are sent; a device alone is no trunk's. */
export function trunkCallsOf(subject: Subject, devices: string): readonly TrunkCall[] {
  const trunks = trunkNames(subject);
  return withGlobals(devices, subject.dialplan.globals)
    .split('&')
    .flatMap((device): readonly TrunkCall[] => {
      const [, technology = '', rest = ''] = /^\s*([A-Za-z]\w*)\/(.*)$/s.exec(device) ?? [];
      const [, number = '', at] = /^(.*)@([^@]*)$/s.exec(rest) ?? [];
      const [peer = '', ...more] = rest.split('/');
      switch (technology.toUpperCase()) {
        case 'PJSIP':
          if (at !== undefined && (trunks.has(at) || isOpen(at))) {
            return [{ trunk: at, number }];
          }
          return trunks.has(peer) && more.length > 0 ? [{ trunk: peer, number: more.join('/') }] : [];
        case 'DAHDI':
        case 'IAX2':
        case 'SIP':
        case 'OOH323':
          return more.length > 0 && more[0] !== '' ? [{ trunk: `${technology}/${peer}`, number: more.join('/') }] : [];
        default:
          return [];
      }
    });
}
