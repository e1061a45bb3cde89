import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { settings } from './settings';
import { sectionsNamed, type Opened, type Way } from './way';

/** `FollowMe` calls numbers of `followme.conf`, in the context that they name. Source: `findmeexec` (`apps/app_followme.c`). */
export function followMeOpens(subject: Subject, { arguments: [name = ''] }: PlacedApplication): Opened {
  const ways = sectionsNamed(subject, 'followme.conf', name).flatMap((profile) =>
    profile.options
      .filter(({ key }) => key === 'number')
      .flatMap(({ value }) => (split(value)[0] ?? '').split('&'))
      .map((number) => ({
        context: profile.value('context') ?? 'default',
        number: number.trim(),
        why: `a number of FollowMe '${profile.name}'`,
      })),
  );
  return { ways };
}

/** Keys of a conference that run the dialplan, `dialplan_exec`. Source: `action_dialplan_exec` (`apps/app_confbridge.c`). */
export function conferenceOpens(subject: Subject, { arguments: given }: PlacedApplication): Opened {
  const [, , , name] = given;
  const own = settings(subject, 'CONFBRIDGE(menu,template)').map(({ value }) => value);
  const menus = [name === undefined || name === '' ? 'default_menu' : name, ...own].flatMap((each) =>
    sectionsNamed(subject, 'confbridge.conf', each).filter(({ type }) => type === 'menu'),
  );
  const inFile = menus.flatMap((menu) =>
    menu.options.flatMap(({ key, value }) => dialplanKeys(value, `the key ${key} of the menu '${menu.name}'`)),
  );
  const inDialplan = subject
    .named('Set')
    .filter(({ written }) => /^CONFBRIDGE\(menu,/i.test(written.arguments))
    .flatMap(({ written }) => dialplanKeys(written.arguments, 'a key of the conference'));
  return { ways: [...inFile, ...inDialplan] };
}

function dialplanKeys(text: string, why: string): readonly Way[] {
  return [...text.matchAll(/dialplan_exec\(([^,)]*),([^,)]*),([^,)]*)\)/gi)].map(
    ([, context = '', number = '', priority = '']) => ({
      context: context.trim(),
      number: number.trim(),
      priority: priority.trim(),
      why,
    }),
  );
}
