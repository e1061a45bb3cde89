import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import { hintsOf, isOpen } from '../visit';

/** A hint for a device that is not there. */
export const hintDevice: Rule = {
  id: 'hint-device',
  severity: 'error',
  summary: 'a hint for a device that is not there',
  check(subject, report) {
    if (!subject.isComplete('pjsip.conf')) {
      return;
    }
    const names = new Set(subject.objects('endpoint').map(({ name }) => name));
    for (const { application, location } of hintsOf(subject)) {
      for (const [, name = ''] of application.matchAll(/PJSIP\/([^&,\s]+)/gi)) {
        if (!names.has(name) && !isOpen(name)) {
          report(
            `the hint watches 'PJSIP/${name}', an endpoint that is not there${didYouMean(name, [...names])}: its lamp stays dark`,
            location,
          );
        }
      }
    }
  },
};
