import type { Rule } from '../rule';
import { isLocal } from './manager-exposure';

/** Asterisk's web server on the network without TLS, with an interface behind it. */
export const httpExposure: Rule = {
  id: 'http-exposure',
  severity: 'warning',
  summary: 'ARI on the network without TLS',
  check(subject, report) {
    const general = subject.sections('http.conf').find(({ name }) => name === 'general');
    const bind = general?.option('bindaddr');
    const users = subject.sections('ari.conf').filter(({ type }) => type === 'user');
    const enabled =
      subject
        .sections('ari.conf')
        .find(({ name }) => name === 'general')
        ?.value('enabled') !== 'no';
    if (
      general?.isOn('enabled') === true &&
      bind !== undefined &&
      !isLocal(bind.value) &&
      enabled &&
      users.length > 0
    ) {
      report(
        `ARI is reached at ${bind.value} without TLS, its passwords can be read on the way: bind to 127.0.0.1 and use tlsbindaddr`,
        bind.at,
      );
    }
  },
};
