import { readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';
import { together, type Opened, type Way } from './way';

/** What `voicemail.conf` says of a mailbox. */
type Mailbox = ReadonlyMap<string, string>;

/** Keys of whoever leaves a message. Source: `leave_voicemail` (`apps/app_voicemail.c`). */
export function voicemailOpens(subject: Subject, { arguments: [boxes = '', options = ''] }: PlacedApplication): Opened {
  const exits = new Set(mailboxes(subject, boxes).map((each) => each.get('exitcontext') ?? ''));
  const keys = [...(exits.size === 0 ? [''] : exits)].flatMap((exit): readonly Way[] => {
    const context = exit === '' ? {} : { context: exit };
    return [
      { ...context, number: 'o', ifThere: true, why: 'the operator key of VoiceMail' },
      { ...context, number: 'a', ifThere: true, why: 'the star key of VoiceMail' },
    ];
  });
  const dialled = readFlags(options)
    .filter(({ letter }) => letter === 'd')
    .map(({ argument = '' }): Way => ({
      ...(argument === '' ? {} : { context: argument }),
      why: "what is dialled during the greeting of VoiceMail (option 'd')",
    }));
  return { ways: [...keys, ...dialled] };
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
  const written = withGlobals(text, subject.dialplan.globals);
  const sections = subject.sections('voicemail.conf');
  const general = sections.filter(({ name }) => name === 'general').flatMap(({ options }) => options);
  const common = general.map(({ key, value }) => [key.toLowerCase(), value] as const);
  const all = sections
    .filter(({ name }) => !['general', 'zonemessages'].includes(name))
    .flatMap(({ name, options }) =>
      options.map(({ key, value }) => {
        const own = (split(value)[4] ?? '').split('|').map((each) => each.split('=', 2));
        const pairs = own.map(([option = '', said = '']) => [option.trim().toLowerCase(), said.trim()] as const);
        return { name: `${key}@${name}`, options: new Map([...common, ...pairs]) };
      }),
    );
  const names = written.split('&').map((each) => (each.includes('@') ? each.trim() : `${each.trim()}@default`));
  const [, context] = /^@(.+)$/.exec(written) ?? [];
  return all
    .filter((each) =>
      written === '' || isOpen(written)
        ? true
        : context === undefined
          ? names.includes(each.name)
          : each.name.endsWith(`@${context}`),
    )
    .map(({ options }) => options);
}
