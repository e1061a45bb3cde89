import { readExecIf } from '../../dialplan/inner-application';
import type { Rule } from '../rule';

/** `ExecIf` with commas, which Asterisk still understands, and warns of at each call. */
export const execIfCommas: Rule = {
  id: 'execif-commas',
  severity: 'warning',
  summary: '`ExecIf` with commas, as Asterisk 1.4 wrote it',
  check(subject, report) {
    for (const { written, step } of subject.named('ExecIf')) {
      const { condition, yes, isOld } = readExecIf(written.arguments) ?? {};
      if (isOld === true && yes !== undefined && yes.name.trim() !== '') {
        const { name, arguments: given } = yes;
        report(
          `ExecIf is written with commas, of which Asterisk warns at each call: write ExecIf(${condition ?? ''}?${name}(${given}))`,
          step.location,
        );
      }
    }
  },
};
