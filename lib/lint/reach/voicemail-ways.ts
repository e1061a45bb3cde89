import { YES } from '../../conf/dialect';
import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';
import { contextOf, sectionsNamed, together, type Opened, type Way } from './way';

/** What `voicemail.conf` says of a mailbox. */
type Mailbox = ReadonlyMap<string, string>;

/** Keys of whoever leaves a message; that of the operator only where the mailbox has one. Source: `leave_voicemail` (`apps/app_voicemail.c`). */
export function voicemailOpens(subject: Subject, { arguments: [boxes = '', options = ''] }: PlacedApplication): Opened {
  const found = mailboxes(subject, boxes);
  // One that is not there may come from elsewhere, and be anything.
  const keys = (found.length === 0 ? [undefined] : found).flatMap((box): readonly Way[] => {
    const context = contextOf(box?.get('exitcontext'));
    const hasOperator = box === undefined || YES.test(box.get('operator') ?? '');
    return [
      ...(hasOperator ? [{ ...context, number: 'o', ifThere: true, why: 'the operator key of VoiceMail' }] : []),
      { ...context, number: 'a', ifThere: true, why: 'the star key of VoiceMail' },
    ];
  });
  const dialled = readFlags(options)
    .filter(({ letter }) => letter === 'd')
    .map(({ argument }): Way => ({
      ...contextOf(argument),
      why: "what is dialled during the greeting of VoiceMail (option 'd')",
    }));
  return { ways: [...unlike(keys), ...dialled] };
}

/** Each way once: thousands of mailboxes may say the same. */
function unlike(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

/** The mailbox that is chosen is called, in the second context or else in the first; `0` and `*` are keys as well. Source: `apps/app_directory.c`. */
export function directoryOpens(subject: Subject, [mailboxContext = '', dialled = '']: readonly string[]): Opened {
  const own = mailboxContext === '' ? 'default' : mailboxContext;
  const context = dialled === '' ? own : dialled;
  const why = 'a choice of the Directory';
  const isKnown = subject.isComplete('voicemail.conf') && subject.file('users.conf') === undefined && !isOpen(own);
  const numbers = sectionsNamed(subject, 'voicemail.conf', own).flatMap(({ options }) => options.map(({ key }) => key));
  const keys = ['o', 'a'].map((number) => ({ context, number, ifThere: true, why: 'a key of the Directory' }));
  const chosen = isKnown ? numbers.map((number) => ({ context, number, ifThere: true, why })) : [{ context, why }];
  return { ways: [...chosen, ...keys] };
}

/** Whoever listens to messages may call: any number (`dialout`), or the one that a caller showed (`callback`). */
export function mailboxOpens(subject: Subject, { arguments: [box = ''] }: PlacedApplication): Opened {
  const star: Way = { number: 'a', ifThere: true, why: 'the star key of VoiceMailMain' };
  return together([
    { ways: [star] },
    ...mailboxes(subject, box.replace(/^\$\{CALLERID\(num\)\}$/, '')).map((each): Opened => {
      const ways = (['dialout', 'callback'] as const).flatMap((option): readonly Way[] => {
        const context = each.get(option) ?? '';
        const why = `a call out of VoiceMailMain (option '${option}')`;
        return context === '' ? [] : [{ context, why }];
      });
      return { ways };
    }),
  ]);
}

/** The mailboxes that a text names, each with what `[general]` says of all; where it names none, or a variable does, all of them. */
function mailboxes(subject: Subject, text: string): readonly Mailbox[] {
  const written = withGlobals(text, subject.dialplan.globals).trim();
  const all = allMailboxes(subject);
  const [, context] = /^@(.+)$/.exec(written) ?? [];
  if (written === '' || isOpen(written)) {
    return subject.once('mailboxes that differ', () => [
      ...new Map([...all.values()].map((each) => [JSON.stringify([...each]), each])).values(),
    ]);
  }
  return context === undefined
    ? written
        .split('&')
        .map((each) => each.trim())
        .flatMap((each) => all.get(each.includes('@') ? each : `${each}@default`) ?? [])
    : [...all].filter(([name]) => name.endsWith(`@${context}`)).map(([, each]) => each);
}

/** Every mailbox by its name, `number@context`. */
function allMailboxes(subject: Subject): ReadonlyMap<string, Mailbox> {
  return subject.once('mailboxes', () => {
    const sections = subject.sections('voicemail.conf');
    const general = sections.filter(({ name }) => name === 'general').flatMap(({ options }) => options);
    const common = general.map(({ key, value }) => [key.toLowerCase(), value] as const);
    const boxes = sections
      .filter(({ name }) => !['general', 'zonemessages'].includes(name))
      .flatMap(({ name, options }) =>
        options.map(({ key, value }) => {
          const own = (split(value)[4] ?? '').split('|').map((each) => each.split('=', 2));
          const pairs = own.map(([option = '', said = '']) => [option.trim().toLowerCase(), said.trim()] as const);
          return [`${key}@${name}`, new Map([...common, ...pairs])] as const;
        }),
      );
    return new Map(boxes);
  });
}
