import type { Rule } from '../rule';

/** Ports for audio that do not fit. */
export const rtpRange: Rule = {
  id: 'rtp-range',
  severity: 'error',
  summary: 'a range of RTP ports that is empty, or outside 1024 to 65535',
  check(subject, report) {
    for (const general of subject.sections('rtp.conf').filter(({ name }) => name === 'general')) {
      const [start, end] = ['rtpstart', 'rtpend'].map((key) => general.option(key));
      for (const option of [start, end]) {
        if (option !== undefined && !(Number(option.value) >= 1024 && Number(option.value) <= 65535)) {
          report(
            `${option.key} is ${option.value}, ports for audio are 1024 to 65535: Asterisk takes its default`,
            option.at,
          );
        }
      }
      const [first, last] = [Number(start?.value ?? 5000), Number(end?.value ?? 31000)];
      if (first >= last && (start ?? end) !== undefined) {
        report(
          `ports for audio go from ${first} to ${last}: Asterisk takes its defaults instead; make rtpstart the smaller one`,
          (start ?? end)?.at ?? general.at,
        );
      }
    }
  },
};
