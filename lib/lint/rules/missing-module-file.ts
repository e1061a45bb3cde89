import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';

/** A file that a loaded module cannot do without. */
export const missingModuleFile: Rule = {
  id: 'missing-module-file',
  severity: 'error',
  summary: 'a file that a loaded module wants and nobody wrote',
  check(subject, report) {
    for (const { module, at } of loadedModules(subject)?.load ?? []) {
      const { needs = {}, declines = [] } = subject.catalog.modules[module] ?? {};
      for (const name of Object.keys(needs).filter((each) => declines.includes(each) && !subject.texts.has(each))) {
        report(`${module} does not load without ${name}, which is not there: write it, it may be empty`, at);
      }
    }
  },
};
