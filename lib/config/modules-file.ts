import { assignment, comment, file, section, type ConfFile } from '../conf/nodes';
import type { ResolvedModule } from './module-uses';

export type { ResolvedModule } from './module-uses';

/** `modules.conf` that loads these modules and no other, each with why it is there. */
export function modulesFile(modules: readonly ResolvedModule[]): ConfFile {
  const lines = modules.map(({ name, reason }) => ({
    ...assignment('load', `${name}.so`),
    comment: comment(reason).text,
  }));
  return file('modules.conf', [section('modules', [assignment('autoload', 'no'), ...lines])]);
}
