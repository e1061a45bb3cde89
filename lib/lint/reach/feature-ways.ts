import { jumpsOf } from '../../dialplan/jump';
import { readApplication } from '../../dialplan/read-step';
import { split } from '../../dialplan/scan';
import type { Subject } from '../subject';
import { settings } from './settings';
import { contextOf, localWays, together, type Opened } from './way';

/**
 * Sequences of digits that run an application while two talk: those of `features.conf` that `DYNAMIC_FEATURES` allows.
 *
 * Source: `applicationmap_handler` (`main/features_config.c`).
 */
export function featuresOpen(subject: Subject, who: 'caller' | 'callee' = 'caller'): Required<Opened> {
  return subject.once(`features of the ${who}`, () => {
    const map = subject.sections('features.conf');
    const features = map.filter(({ name }) => name === 'applicationmap').flatMap(({ options }) => options);
    const allowed = settings(subject, 'DYNAMIC_FEATURES')
      .filter(({ inherited }) => inherited || who === 'caller')
      .flatMap(({ value }) => value.split('#'));
    const groups = map.filter(({ name }) => allowed.includes(name) || allowed.some((each) => each.includes('$')));
    const names = new Set([...allowed, ...groups.flatMap(({ options }) => options.map(({ key }) => key))]);
    const isAllowed = (name: string): boolean => names.has(name) || allowed.some((each) => each.includes('$'));
    return together(
      features.filter(({ key }) => isAllowed(key)).map(({ key, value }) => featureOpens(key, value, who)),
    );
  });
}

/** `digits,self/caller,application(arguments)`, or with the arguments as the next word, which may be quoted. */
function featureOpens(name: string, value: string, who: 'caller' | 'callee'): Opened {
  const [, , by = '', rest = ''] = /^([^,]*),([^,]*),(.*)$/s.exec(value) ?? [];
  const [, activator = 'both'] = /\/(\w+)/.exec(by) ?? [];
  if (![who, 'both'].includes(activator.toLowerCase())) {
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
    ...contextOf(context),
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
