import type { Rule } from '../rule';

/** What each kind of music needs. Source: `load_moh_classes` (`res/res_musiconhold.c`). */
const NEEDED = new Map([
  ['files', 'directory'],
  ['custom', 'application'],
  ['playlist', 'entry'],
]);

/** A class of music without what is played. */
export const incompleteMusicClass: Rule = {
  id: 'incomplete-music-class',
  severity: 'error',
  summary: 'a class of music that does not say what is played',
  check(subject, report) {
    for (const music of subject.sections('musiconhold.conf').filter(({ name }) => name !== 'general')) {
      const mode = music.value('mode')?.toLowerCase();
      const needed = mode === undefined ? undefined : NEEDED.get(mode);
      if (needed !== undefined && (music.value(needed) ?? '') === '') {
        report(
          `'${music.name}' plays ${mode ?? ''} and has no ${needed}, Asterisk leaves it out: say ${needed}=…`,
          music.at,
        );
      }
    }
  },
};
