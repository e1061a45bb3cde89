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
    const missingIn = (device: string): string | undefined => {
      const [, number = '', at] = /^PJSIP\/([^/@]*)(?:@([^/]*))?/i.exec(device) ?? [];
      const name = at ?? number;
      const isMissing = name !== '' && !isOpen(name) && !name.includes('$') && !names.has(name);
      return isMissing
        ? `'${device}' dials the endpoint '${name}', which is not there${didYouMean(name, [...names])}: nobody is called`
        : undefined;
    };
    for (const { name, arguments: given, step } of subject.named('Dial', 'Page', 'AddQueueMember')) {
      const devices = withGlobals(given[name === 'AddQueueMember' ? 1 : 0] ?? '', subject.dialplan.globals);
      for (const mistake of devices.split('&').map((device) => missingIn(device.trim()))) {
        if (mistake !== undefined) {
          report(mistake, step.location);
        }
      }
    }
    for (const queue of subject.sections('queues.conf')) {
      for (const { value, at } of queue.options.filter(({ key }) => key === 'member')) {
        const mistake = missingIn((value.split(',')[0] ?? '').trim());
        if (mistake !== undefined) {
          report(`the queue '${queue.name}': ${mistake}`, at);
        }
      }
    }
  },
};
