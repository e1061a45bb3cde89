import { byteLength } from '../../conf/dialect';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** The longest text that Asterisk takes for a caller, in bytes. Source: `AST_MAX_EXTENSION` (`include/asterisk/channel.h`). */
const LONGEST = 79;

/** A `callerid` that is cut short. */
export const callerIdLength: Rule = {
  id: 'caller-id-length',
  severity: 'warning',
  summary: 'a `callerid` that is cut short',
  check(subject, report) {
    for (const section of [...subject.objects('endpoint'), ...subject.sections('users.conf')]) {
      const option = section.option('callerid');
      if (option !== undefined && !isOpen(option.value) && byteLength(option.value) > LONGEST) {
        report(`callerid has ${byteLength(option.value)} bytes, Asterisk takes ${LONGEST}: shorten it`, option.at);
      }
    }
  },
};
