import type { Rule } from '../rule';

/** A registration that names an endpoint, which Asterisk only heeds with `line=yes`. */
export const registrationLine: Rule = {
  id: 'registration-line',
  severity: 'error',
  summary: 'a registration that names an endpoint without `line=yes`',
  check(subject, report) {
    const names = subject.objects('endpoint').map(({ name }) => name);
    for (const registration of subject.objects('registration')) {
      const option = registration.option('endpoint');
      if (option !== undefined && !registration.isOn('line')) {
        report(
          `'${registration.name}' names an endpoint without line=yes, Asterisk refuses the registration: add it`,
          option.at,
        );
      } else if (option !== undefined && !names.includes(option.value)) {
        report(
          `'${registration.name}' names the endpoint '${option.value}', which is not there: its calls are refused`,
          option.at,
        );
      }
    }
  },
};
