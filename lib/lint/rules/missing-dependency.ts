import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';

/** A module that is loaded without what it requires. */
export const missingDependency: Rule = {
  id: 'missing-dependency',
  severity: 'error',
  summary: 'a module that is loaded without what it requires',
  check(subject, report) {
    const modules = loadedModules(subject);
    const loaded = modules?.load.map(({ module }) => module) ?? [];
    const kept = modules?.noload.map(({ module }) => module) ?? [];
    for (const { module, at } of modules?.load ?? []) {
      const requires = subject.catalog.modules[module]?.requires ?? [];
      // What is required and is no module of its own is built in.
      const lacking = requires
        .filter((name) => Object.hasOwn(subject.catalog.modules, name))
        .filter((name) => (modules?.autoload === true ? kept.includes(name) : !loaded.includes(name)));
      if (lacking.length > 0) {
        report(
          `${module} requires ${lacking.join(', ')}, which ${lacking.length === 1 ? 'is' : 'are'} not loaded: it does not load; load ${lacking.length === 1 ? 'it' : 'them'} too`,
          at,
        );
      }
    }
  },
};
