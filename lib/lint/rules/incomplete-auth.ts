import type { Rule } from '../rule';

/** Of the options of a kind of login, one must be there. */
const NEEDED = new Map([
  ['userpass', ['password', 'md5_cred', 'password_digest']],
  ['md5', ['md5_cred', 'password_digest', 'password']],
  ['digest', ['password', 'password_digest', 'md5_cred']],
]);

/** A login without user or password. */
export const incompleteAuth: Rule = {
  id: 'incomplete-auth',
  severity: 'error',
  summary: 'a login without user name or password',
  check(subject, report) {
    for (const auth of subject.objects('auth')) {
      const needed = NEEDED.get((auth.value('auth_type') ?? 'userpass').toLowerCase());
      const lacks = (key: string) => (auth.value(key) ?? '') === '';
      if (needed !== undefined && lacks('username')) {
        report(`'${auth.name}' has no username, nobody can log in with it: name one`, auth.at);
      }
      // That one is there and empty is told by another rule.
      if (needed?.every((key) => auth.value(key) === undefined) === true) {
        report(`'${auth.name}' has no ${needed[0] ?? ''}, nobody can log in with it: give it one`, auth.at);
      }
    }
  },
};
