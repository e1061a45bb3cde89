import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

/** A mailbox that is named and is not in `voicemail.conf`. */
export const missingMailbox: Rule = {
  id: 'missing-mailbox',
  severity: 'error',
  summary: 'a mailbox that is named and is not in `voicemail.conf`',
  check(subject, report) {
    if (!subject.isComplete('voicemail.conf')) {
      return;
    }
    const known = mailboxesOf(subject);
    const isKnown = (name: string) => known.has(name.includes('@') ? name : `${name}@default`);
    for (const object of [...subject.objects('endpoint'), ...subject.objects('aor')]) {
      for (const { word, at } of object.list('mailboxes').filter((each) => !isOpen(each.word) && !isKnown(each.word))) {
        report(`'${object.name}' watches the mailbox '${word}', which is not there: it never shows a message`, at);
      }
    }
    for (const { arguments: given, step } of subject.named(
      'VoiceMail',
      'VoicemailMain',
      'VoiceMailMain',
      'MailboxExists',
    )) {
      for (const name of (given[0] ?? '').split('&').filter((each) => /^\d+(@\w+)?$/.test(each) && !isKnown(each))) {
        report(`the mailbox '${name}' is not in voicemail.conf: the caller cannot leave a message`, step.location);
      }
    }
  },
};

function mailboxesOf(subject: Subject): ReadonlySet<string> {
  const contexts = subject.sections('voicemail.conf').filter(({ name }) => !['general', 'zonemessages'].includes(name));
  return new Set(contexts.flatMap(({ name, options }) => options.map(({ key }) => `${key}@${name}`)));
}
