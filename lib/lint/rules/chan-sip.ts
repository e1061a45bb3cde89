import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';

/** The channel driver that is gone since Asterisk 21. */
export const chanSip: Rule = {
  id: 'chan-sip',
  severity: 'warning',
  summary: '`chan_sip`, which is gone since Asterisk 21',
  check(subject, report) {
    const gone = subject.version.major >= 21 ? 'is gone' : 'is gone in Asterisk 21';
    for (const { at } of (loadedModules(subject)?.load ?? []).filter(({ module }) => module === 'chan_sip')) {
      report(`chan_sip ${gone}: move to pjsip.conf`, at);
    }
    const [section] = subject.sections('sip.conf');
    if (section !== undefined && subject.version.major >= 21) {
      report(`nothing reads sip.conf, as chan_sip ${gone}: move to pjsip.conf`, section.at);
    }
    for (const { arguments: given, step } of subject.named('Dial', 'Page', 'Originate', 'AddQueueMember')) {
      if (given.some((each) => /(^|&)SIP\//i.test(each))) {
        report(`SIP/… is a channel of chan_sip, which ${gone}: dial PJSIP/… instead`, step.location);
      }
    }
  },
};
