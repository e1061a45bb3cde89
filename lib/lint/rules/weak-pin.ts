import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** Sections of `voicemail.conf` that hold no mailboxes. */
const NO_CONTEXTS = ['general', 'zonemessages', 'aliases'];

/** Fewer digits than this are tried in no time. */
const SHORTEST = 4;

const SEQUENCES = '01234567890 9876543210';

/** The PIN of a mailbox that is guessed in no time. */
export const weakPin: Rule = {
  id: 'weak-pin',
  severity: 'warning',
  summary: 'a PIN of a mailbox that is guessed in no time',
  check(subject, report) {
    for (const { name, options } of subject
      .sections('voicemail.conf')
      .filter((each) => !NO_CONTEXTS.includes(each.name))) {
      for (const { key, value, at } of options) {
        // A hyphen before it keeps its owner from changing it.
        const pin = (value.split(',')[0] ?? '').trim().replace(/^-/, '');
        const reason = isOpen(pin) ? undefined : weaknessOf(pin, key);
        if (reason !== undefined) {
          report(`the PIN of '${key}@${name}' is ${reason}: take ${SHORTEST + 2} random digits or more`, at);
        }
      }
    }
  },
};

function weaknessOf(pin: string, mailbox: string): string | undefined {
  if (pin === '') {
    return 'empty';
  }
  if (pin === mailbox) {
    return 'the number of the mailbox';
  }
  if (/^(\d)\1*$/.test(pin) || SEQUENCES.includes(pin)) {
    return 'one that is tried first';
  }
  return pin.length < SHORTEST ? `shorter than ${SHORTEST} digits` : undefined;
}
