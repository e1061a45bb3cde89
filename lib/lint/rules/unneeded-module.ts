import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';
import { neededModules } from './unloaded-module';

/** A module that is loaded and that no file uses. */
export const unneededModule: Rule = {
  id: 'unneeded-module',
  severity: 'info',
  summary: 'a module that is loaded and that no file uses',
  check(subject, report) {
    const needed = neededModules(subject).map(({ name }) => name);
    for (const { module, at } of loadedModules(subject)?.load ?? []) {
      if (!needed.includes(module) && Object.hasOwn(subject.catalog.modules, module)) {
        report(`nothing in these files uses ${module}: leave it out, or say why it is here`, at);
      }
    }
  },
};
