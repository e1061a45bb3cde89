import type { AsteriskVersion } from '../catalog/version';
import { flatten } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { DIALPLAN_FILES } from './check-dialplan';
import { addDialplan } from './dialplan-uses';
import { addFile } from './file-uses';
import { madeFunctions } from './made-functions';
import { ModuleUses, type OnUnknown, type ResolvedModule } from './module-uses';
import { addPjsip } from './pjsip-uses';
import { WIZARD_FILE, wizardObjects } from './wizard-objects';

export type { ResolvedModule } from './module-uses';

/** What the user says of modules besides what the files use. */
export interface ResolveOptions {
  /**
   * Modules to load that nothing in the files asks for.
   *
   * @default []
   */
  readonly load?: readonly string[];

  /**
   * Modules that must not be loaded.
   *
   * @default []
   */
  readonly noload?: readonly string[];

  /**
   * The construct that errors name.
   *
   * @default - none
   */
  readonly where?: Scoped;

  /**
   * What is done about something that this version does not have.
   *
   * @default - it ends with an error
   */
  readonly onUnknown?: OnUnknown;
}

/**
 * The modules that these files use, with the modules those require, in the order in which Asterisk loads them.
 *
 * @throws ValidationError `UnknownModule`, `UnknownApplication`, `UnknownFunction` for what this version of Asterisk does not have;
 *   `ModuleNeeded` where one that must not be loaded is needed
 */
export function resolveModules(
  files: readonly ConfFile[],
  version: AsteriskVersion,
  { load = [], noload = [], where, onUnknown = fail }: ResolveOptions = {},
): readonly ResolvedModule[] {
  const uses = new ModuleUses(version, onUnknown, where, madeFunctions(files));
  for (const name of load) {
    uses.add(name, 'asked for');
  }
  for (const file of files) {
    const sections = flatten(file);
    if (file.name === 'pjsip.conf') {
      addPjsip(uses, sections);
    } else if (file.name === WIZARD_FILE) {
      addPjsip(uses, wizardObjects(file));
    } else if (DIALPLAN_FILES.test(file.name)) {
      addDialplan(uses, file.name, sections);
    }
    addFile(uses, file.name, sections);
  }
  const modules = uses.ordered();
  for (const { name, reason } of modules.filter((module) => noload.includes(module.name))) {
    const message = `the module ${shown(name)} must not be loaded, and is needed: ${reason}; change that, or allow it`;
    throw new ValidationError('ModuleNeeded', message, where);
  }
  return modules;
}

function fail(error: ValidationError): never {
  throw error;
}
