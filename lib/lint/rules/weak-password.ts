import type { PlacedOption, PlacedSection } from '../placed-section';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

const SHORTEST = 12;
const USUAL =
  /^(password|passw0rd|secret|changeme|asterisk|admin|letmein|qwerty\w*|abc\d+|unsecure\w*|mysecret\w*|test\w*)$/i;

/** A password that is guessed in no time. */
export const weakPassword: Rule = {
  id: 'weak-password',
  severity: 'error',
  summary: 'a password that is guessed in no time',
  check(subject, report) {
    for (const { section, option } of passwordsOf(subject)) {
      const { value } = option;
      const user = section.value('username') ?? section.name;
      const reason =
        value === ''
          ? 'empty'
          : USUAL.test(value)
            ? 'one that is tried first'
            : value.toLowerCase() === user.toLowerCase()
              ? 'the name of its user'
              : /^\d+$/.test(value) && value.length < SHORTEST
                ? 'digits only'
                : value.length < SHORTEST - 4
                  ? `shorter than ${SHORTEST - 4} characters`
                  : undefined;
      if (reason !== undefined && !isOpen(value)) {
        report(`the password of '${section.name}' is ${reason}: take ${SHORTEST} random characters or more`, option.at);
      }
    }
  },
};

/** The passwords of whoever logs in here. */
function passwordsOf(subject: Subject): readonly { section: PlacedSection; option: PlacedOption }[] {
  const outbound = ['endpoint', 'registration'].flatMap((type) =>
    subject.objects(type).flatMap((each) => each.list('outbound_auth').map(({ word }) => word)),
  );
  // What a provider gave cannot be chosen.
  const auths = subject
    .objects('auth')
    .filter(({ name }) => !outbound.includes(name))
    .map((section) => ({ section, key: 'password' }));
  const managers = subject.sections('manager.conf').filter(({ name }) => name !== 'general');
  const users = subject.sections('ari.conf').filter(({ type }) => type === 'user');
  const all = [
    ...auths,
    ...managers.map((section) => ({ section, key: 'secret' })),
    ...users.map((section) => ({ section, key: 'password' })),
  ];
  return all.flatMap(({ section, key }) => {
    const option = section.option(key);
    return option === undefined ? [] : [{ section, option }];
  });
}
