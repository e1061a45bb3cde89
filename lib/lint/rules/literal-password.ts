import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A password in an application's arguments, where logs and call records show it. */
export const literalPassword: Rule = {
  id: 'literal-password',
  severity: 'warning',
  summary: 'a PIN or password in the arguments of an application, which logs and call records show',
  check(subject, report) {
    for (const { name, arguments: given, step } of subject.named('Authenticate', 'DISA', 'VMAuthenticate')) {
      const [password = ''] = given;
      if (/^\d{2,}$/.test(password) && !isOpen(password)) {
        report(
          `${name} has its PIN in the dialplan, where verbose logs, call records and managers read it: let it read a file, as ${name}(/etc/asterisk/pins.txt)`,
          step.location,
        );
      }
    }
  },
};
