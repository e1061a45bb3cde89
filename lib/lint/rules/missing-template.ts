import { flatten } from '../../conf/flatten';
import type { ValidationError } from '../../conf/validation-error';
import type { Rule } from '../rule';

/** A template that is not there, or stands below the section that inherits from it. */
export const missingTemplate: Rule = {
  id: 'missing-template',
  severity: 'error',
  summary: 'a template that is not there, or stands below what inherits from it',
  check({ sources }, report) {
    for (const { file } of sources) {
      flatten(file, ({ message, where }: ValidationError) => {
        if (where !== undefined && 'line' in where) {
          report(`${message.replace(/^\S+:\d+:\d+: /, '')}; without it Asterisk reads nothing of ${file.name}`, where);
        }
      });
    }
  },
};
