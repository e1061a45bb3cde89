import type { PlacedOption, PlacedSection } from '../placed-section';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

const SHORTEST = 12;
const USUAL =
  /^(password|passw0rd|secret|changeme|asterisk|admin|letmein|qwerty\w*|abc\d+|unsecure\w*|mysecret\w*|test\w*)$/i;

/** Such a word with something around it. */
const WORD =
  /^\W*(my|your|the)?[-_]?(password|passw0rd|passwd|pass|secret|asterisk|admin|welcome|phone|voip|user|sip)[\d\W_]*$/i;

/** What stands in for a password until somebody writes one. */
const STAND_IN = /change.?me|^<.*>$|(your|my|some|enter).?(pass|secret)|pass.?word.?here|^x+$/i;

/** A password that is guessed in no time. */
export const weakPassword: Rule = {
  id: 'weak-password',
  severity: 'error',
  summary: 'a password that is guessed in no time',
  check(subject, report) {
    for (const { section, option } of passwordsOf(subject)) {
      const { value } = option;
      const reason = weaknessOf(value, section.value('username') ?? section.name);
      if (reason !== undefined && !isOpen(value)) {
        report(`the password of '${section.name}' is ${reason}: take ${SHORTEST} random characters or more`, option.at);
      }
    }
  },
};

/** Why a password is weak, as the end of a sentence. */
function weaknessOf(password: string, user: string): string | undefined {
  if (password === '') {
    return 'empty';
  }
  if (USUAL.test(password) || WORD.test(password)) {
    return 'one that is tried first';
  }
  if (STAND_IN.test(password)) {
    return 'a stand-in that nobody replaced';
  }
  const rest = password.toLowerCase().replace(user.toLowerCase(), '');
  if (rest === '') {
    return 'the name of its user';
  }
  if (user.length > 2 && rest.length < password.length && rest.length < SHORTEST - 4) {
    return 'the name of its user with little around it';
  }
  if (/^\d+$/.test(password) && password.length < SHORTEST) {
    return 'digits only';
  }
  return password.length < SHORTEST - 4 ? `shorter than ${SHORTEST - 4} characters` : undefined;
}

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
