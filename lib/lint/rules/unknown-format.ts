import { FILE_FORMATS } from '../../catalog/file-formats';
import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A format of sound files that Asterisk does not know. */
export const unknownFormat: Rule = {
  id: 'unknown-format',
  severity: 'error',
  summary: 'a format of sound files that Asterisk does not know',
  check(subject, report) {
    const general = subject.sections('voicemail.conf').find(({ name }) => name === 'general');
    const option = general?.option('format');
    if (option === undefined || isOpen(option.value)) {
      return;
    }
    const known = new Set(FILE_FORMATS.map((each) => each.toLowerCase()));
    for (const word of option.value.split('|').map((each) => each.trim())) {
      if (!known.has(word.toLowerCase())) {
        report(
          `Asterisk knows no format '${word}'${didYouMean(word, FILE_FORMATS)}, messages are not kept in it: write formats as wav49|gsm`,
          option.at,
        );
      }
    }
  },
};
