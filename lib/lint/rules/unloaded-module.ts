import { resolveModules } from '../../config/resolve-modules';
import { ValidationError } from '../../conf/validation-error';
import { loadedModules } from '../loaded-modules';
import type { Rule } from '../rule';
import type { Subject } from '../subject';

/** A module that the files need and `modules.conf` does not load. */
export const unloadedModule: Rule = {
  id: 'unloaded-module',
  severity: 'error',
  summary: 'a module that the files need and `modules.conf` does not load',
  check(subject, report) {
    const modules = loadedModules(subject);
    if (modules === undefined) {
      return;
    }
    const loaded = modules.load.map(({ module }) => module);
    for (const { name, reason } of neededModules(subject, DIALPLAN_AND_SIP)) {
      // What only makes a dialplan run better is not missed.
      if (reason.endsWith('.conf')) {
        continue;
      }
      const kept = modules.noload.find(({ module }) => module === name);
      if (kept !== undefined) {
        report(`the module ${name} is kept out, and is needed: ${reason}; remove this line`, kept.at);
      } else if (!modules.autoload && !loaded.includes(name)) {
        const at = modules.load[0]?.at ?? { file: 'modules.conf', line: 1, column: 1 };
        report(`the module ${name} is not loaded, and is needed: ${reason}; add load=${name}.so`, at);
      }
    }
  },
};

/** Files that say what is used; that another one is there does not say that anybody uses it. */
const DIALPLAN_AND_SIP = /^(pjsip|extensions.*)\.conf$/;

/** The modules that these files need, and why; what this version does not have is told by other rules. */
export function neededModules(subject: Subject, names = /(?<!^modules)\.conf$/): ReturnType<typeof resolveModules> {
  return subject.once(`needed modules ${names.source}`, () => {
    try {
      const files = subject.sources.map(({ file }) => file).filter(({ name }) => names.test(name));
      return resolveModules(files, subject.version, { onUnknown: () => undefined });
    } catch (error) {
      // A file with a missing parent cannot be flattened; missing-template tells it.
      if (error instanceof ValidationError) {
        return [];
      }
      throw error;
    }
  });
}
