import type { Rule } from '../rule';

/** A STUN or TURN server that nothing asks. */
export const iceServer: Rule = {
  id: 'ice-server',
  severity: 'warning',
  summary: 'a STUN or TURN server that no endpoint uses',
  check(subject, report) {
    for (const general of subject.sections('rtp.conf').filter(({ name }) => name === 'general')) {
      const isUsed = subject.objects('endpoint').some((each) => each.isOn('ice_support') || each.isOn('webrtc'));
      const isOff = general.value('icesupport') !== undefined && !general.isOn('icesupport');
      for (const option of ['stunaddr', 'turnaddr'].map((key) => general.option(key))) {
        if (option !== undefined && option.value !== '' && (isOff || !isUsed)) {
          report(
            `${option.key} names ${option.value}, and ${isOff ? 'icesupport is off' : 'no endpoint has ice_support'}: it is never asked; turn ICE on, or remove it`,
            option.at,
          );
        }
      }
    }
  },
};
