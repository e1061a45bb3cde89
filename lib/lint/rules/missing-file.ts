import type { Rule } from '../rule';

/** A file that is included and is not there, which makes Asterisk read nothing of the one that includes it. */
export const missingFile: Rule = {
  id: 'missing-file',
  severity: 'error',
  summary: 'a file that is included and is not there, or includes itself',
  check({ sources }, report) {
    for (const { code, message, where } of sources.flatMap(({ mistakes }) => mistakes)) {
      if (code === 'ConfInclude' && where !== undefined && 'line' in where) {
        report(message.replace(/^\S+:\d+:\d+: /, ''), where);
      }
    }
  },
};
