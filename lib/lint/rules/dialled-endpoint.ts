import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import { isOpen, withGlobals } from '../visit';

/** An endpoint that is dialled and is not in `pjsip.conf`. */
export const dialledEndpoint: Rule = {
  id: 'dialled-endpoint',
  severity: 'error',
  summary: 'an endpoint that is dialled and is not in `pjsip.conf`',
  check(subject, report) {
    if (!subject.isComplete('pjsip.conf') || subject.objects('endpoint').length === 0) {
      return;
    }
    const names = new Set(subject.objects('endpoint').map(({ name }) => name));
    for (const { arguments: given, step } of subject.named('Dial', 'Page')) {
      for (const device of withGlobals(given[0] ?? '', subject.dialplan.globals).split('&')) {
        const [, number = '', at] = /^PJSIP\/([^/@]*)(?:@([^/]*))?/i.exec(device.trim()) ?? [];
        const name = at ?? number;
        if (name !== '' && !isOpen(name) && !name.includes('$') && !names.has(name)) {
          report(
            `'${device.trim()}' dials the endpoint '${name}', which is not there${didYouMean(name, [...names])}: nobody is called`,
            step.location,
          );
        }
      }
    }
  },
};
