import type { PlacedOption } from './placed-section';
import type { Subject } from './subject';

/** What `modules.conf` says. */
export interface LoadedModules {
  readonly autoload: boolean;
  readonly load: readonly (PlacedOption & { readonly module: string })[];
  readonly noload: readonly (PlacedOption & { readonly module: string })[];
}

/** What `modules.conf` says; `undefined` where there is none. */
export function loadedModules(subject: Subject): LoadedModules | undefined {
  const modules = subject.sections('modules.conf').find(({ name }) => name === 'modules');
  if (modules === undefined) {
    return undefined;
  }
  const named = (...keys: readonly string[]) =>
    modules.options
      .filter(({ key }) => keys.includes(key))
      .map((option) => ({ ...option, module: option.value.replace(/\.so$/, '') }));
  return {
    autoload: modules.isOn('autoload'),
    load: named('load', 'preload', 'require', 'preload-require'),
    noload: named('noload'),
  };
}
