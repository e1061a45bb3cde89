import type { Rule } from '../rule';

/** A line that Asterisk cannot read. */
export const fileSyntax: Rule = {
  id: 'file-syntax',
  severity: 'error',
  summary: 'a line that Asterisk cannot read',
  check({ sources }, report) {
    for (const { code, message, where } of sources.flatMap(({ mistakes }) => mistakes)) {
      if (code === 'ConfSyntax' && where !== undefined && 'line' in where) {
        report(message.replace(/^\S+:\d+:\d+: /, ''), where);
      }
    }
  },
};
