import { hasLetters, readFlags } from '../../dialplan/read-step';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** An option letter that an application is given twice. */
export const repeatedOption: Rule = {
  id: 'repeated-option',
  severity: 'warning',
  summary: 'an option letter that is given twice',
  check({ applications, catalog }, report) {
    for (const application of applications) {
      const { name, known, step } = application;
      const parameters = known ? (catalog.applications[name]?.parameters ?? []) : [];
      for (const [index, parameter] of parameters.entries()) {
        const text = hasLetters(parameter) ? (application.arguments[index] ?? '') : '';
        const letters = !isOpen(text) ? readFlags(text).map(({ letter }) => letter) : [];
        const twice = letters.find((letter, at) => letters.indexOf(letter) < at && letter.trim() !== '');
        if (twice !== undefined) {
          report(
            `the option '${twice}' stands twice in '${text}', only the last one counts: remove one`,
            step.location,
          );
        }
      }
    }
  },
};
