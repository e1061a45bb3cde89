import { jumpsOf } from '../../dialplan/jump';
import { readApplication, readFlags } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { settings } from './settings';
import { localWays, sectionsNamed, together, type Opened, type Way } from './way';

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

/**
 * Sequences of digits that run an application while two talk: those of `features.conf` that `DYNAMIC_FEATURES` allows.
 *
 * Source: `applicationmap_handler` (`main/features_config.c`).
 */
export function featuresOpen(subject: Subject): Opened {
  return subject.once('dynamic features', () => {
    const map = subject.sections('features.conf');
    const features = map.filter(({ name }) => name === 'applicationmap').flatMap(({ options }) => options);
    const allowed = settings(subject, 'DYNAMIC_FEATURES').flatMap(({ value }) => value.split('#'));
    const groups = map.filter(({ name }) => allowed.includes(name) || allowed.some((each) => each.includes('$')));
    const names = new Set([...allowed, ...groups.flatMap(({ options }) => options.map(({ key }) => key))]);
    const isAllowed = (name: string): boolean => names.has(name) || allowed.some((each) => each.includes('$'));
    return together(features.filter(({ key }) => isAllowed(key)).map(({ key, value }) => featureOpens(key, value)));
  });
}

/** `digits,self/caller,application(arguments)`, or with the arguments as the next word, which may be quoted. */
function featureOpens(name: string, value: string): Opened {
  const [, , by = '', rest = ''] = /^([^,]*),([^,]*),(.*)$/s.exec(value) ?? [];
  const [, , who = 'both'] = /^([^/]*)\/?(\w+)?/.exec(by.trim()) ?? [];
  if (who.toLowerCase() === 'callee') {
    return {};
  }
  const [, word = '', quoted, plain = ''] = /^\s*(\w+)\s*,\s*(?:"([^"]*)"|(.*))/s.exec(rest) ?? [];
  const application =
    readApplication(rest.replace(/\)[^)]*$/, ')').trim()) ??
    (word === '' ? undefined : { name: word, arguments: quoted ?? plain });
  if (application === undefined) {
    return {};
  }
  const why = `the feature '${name}'`;
  const jumps = jumpsOf(application.name, application.arguments).map(({ context, extension, priority }) => ({
    ...(context === undefined ? {} : { context }),
    ...(extension === undefined ? {} : { number: extension }),
    priority,
    why,
  }));
  const devices = application.name.toLowerCase() === 'dial' ? (split(application.arguments)[0] ?? '') : '';
  return {
    ways: [...jumps, ...localWays(application.arguments, why)],
    calls: devices === '' ? [] : [{ devices, why }],
  };
}

/** A parked call that nobody takes goes on in the dialplan, and whoever is parked may transfer, where the lot says so. */
export function parkingOpens(subject: Subject, name: string, options: string): Opened {
  const lots = sectionsNamed(subject, 'res_parking.conf', name === '' ? 'default' : name);
  const comeback = readFlags(options).find(({ letter }) => letter === 'c')?.argument;
  return together([
    {
      ways:
        comeback === undefined
          ? []
          : jumpsOf('Goto', comeback).map(({ context, extension, priority }) => ({
              ...(context === undefined ? {} : { context }),
              ...(extension === undefined ? {} : { number: extension }),
              priority,
              why: 'the end of the time in Park',
            })),
    },
    ...lots.map((lot): Opened => {
      const context = lot.value('comebackcontext') ?? 'parkedcallstimeout';
      const why = `the end of the time in the parking lot '${lot.name}'`;
      const back = lot.value('comebacktoorigin') ?? 'yes';
      return {
        // The extension is named after who parked the call, or is `s`.
        ways: /^(no|false|n|f|0|off)$/i.test(back)
          ? [
              { context, number: '_[A-Za-z]!', ifThere: true, why },
              { context, number: 's', ifThere: true, why },
            ]
          : [],
        transfers: /^(callee|both)$/i.test(lot.value('parkedcalltransfers') ?? '')
          ? [`a transfer by who was parked in '${lot.name}'`]
          : [],
      };
    }),
  ]);
}
