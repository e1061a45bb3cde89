import type { Rule } from '../rule';

const PLAIN = ['ulaw', 'alaw', 'g722', 'slin', 'slin16', 'all'];

/** Digits that are sent as sounds through a codec that spoils them. */
export const inbandDtmf: Rule = {
  id: 'inband-dtmf',
  severity: 'warning',
  summary: 'digits as sounds through a codec that spoils them',
  check(subject, report) {
    for (const endpoint of subject.objects('endpoint')) {
      const mode = endpoint.option('dtmf_mode');
      const spoils = endpoint
        .list('allow')
        .find(({ word }) => !PLAIN.includes(word.replace(/[:!].*$/, '')) && !word.startsWith('!'));
      if (mode?.value === 'inband' && spoils !== undefined) {
        report(
          `'${endpoint.name}' sends digits as sounds, which ${spoils.word} spoils: set dtmf_mode=rfc4733, or allow ulaw and alaw only`,
          mode.at,
        );
      }
    }
  },
};
