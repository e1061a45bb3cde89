import { didYouMean } from '../../conf/did-you-mean';
import { readFlags } from '../../dialplan/read-step';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

/** A class of music that is named and is not in `musiconhold.conf`. */
export const missingMusicClass: Rule = {
  id: 'missing-music-class',
  severity: 'warning',
  summary: 'a class of music that is named and is not in `musiconhold.conf`',
  check(subject, report) {
    if (!subject.isComplete('musiconhold.conf')) {
      return;
    }
    const names = subject.sections('musiconhold.conf').map(({ name }) => name);
    const isMissing = (name: string) => name !== '' && !isOpen(name) && !names.includes(name) && name !== 'default';
    const message = (name: string) =>
      `the music class '${name}' is not in musiconhold.conf${didYouMean(name, names)}: whoever waits hears nothing`;
    for (const { option, at } of classesInFiles(subject).filter((each) => isMissing(each.option))) {
      report(message(option), at);
    }
    for (const { name, arguments: given, step } of subject.named('MusicOnHold', 'StartMusicOnHold', 'Dial')) {
      const flags = name === 'Dial' ? readFlags(given[2] ?? '').filter(({ letter }) => letter === 'm') : [];
      for (const each of name === 'Dial' ? flags.map(({ argument = '' }) => argument) : [given[0] ?? '']) {
        if (isMissing(each)) {
          report(message(each), step.location);
        }
      }
    }
  },
};

function classesInFiles(subject: Subject) {
  const sections = [...subject.objects('endpoint'), ...subject.sections('queues.conf')];
  return sections.flatMap((section) =>
    ['moh_suggest', 'musicclass', 'musiconhold'].flatMap((key) => {
      const option = section.option(key);
      return option === undefined ? [] : [{ option: option.value, at: option.at }];
    }),
  );
}
