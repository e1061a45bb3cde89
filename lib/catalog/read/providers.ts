import type { Catalog } from '../catalog';
import { holdsText, type ModuleBinary } from './module-binary';

/** What a module can provide. */
export type ProviderKind = 'application' | 'function' | 'manager';

/** What a module calls to register what it provides. */
const REGISTER: Readonly<Record<ProviderKind, readonly string[]>> = {
  application: ['ast_register_application2'],
  function: ['__ast_custom_function_register', '__ast_custom_function_register_escalating'],
  manager: ['ast_manager_register2'],
};

/** Parts of a module that the documentation names instead of the module, and variants of one that stand for the plain one. */
const ALIASES: Readonly<Record<string, string>> = {
  parking_applications: 'res_parking',
  parking_bridge_features: 'res_parking',
  parking_manager: 'res_parking',
  parking_devicestate: 'res_parking',
  app_voicemail_odbc: 'app_voicemail',
  app_voicemail_imap: 'app_voicemail',
};

/** What is installed, and what is known of it besides. */
export interface ProviderSources {
  readonly modules: ReadonlyMap<string, ModuleBinary>;
  /** The strings of the program itself. */
  readonly program: ReadonlySet<string>;
  /** Every module that the documentation names, installed or not. */
  readonly documented: ReadonlySet<string>;
  /** A catalog of a version whose documentation names the modules; asked for where this one's does not. */
  readonly newer: () => Catalog;
}

/** Tells which module provides an application, a function or an action. */
export class Providers {
  constructor(private readonly sources: ProviderSources) {}

  /**
   * The module that provides this, which may be one that is not installed; `builtin` for Asterisk itself.
   *
   * @param stated the module that the documentation names, which older versions leave out
   */
  of(kind: ProviderKind, name: string, stated: string | undefined): string | undefined {
    if (stated !== undefined) {
      return ALIASES[stated] ?? stated;
    }
    const { modules, documented } = this.sources;
    const known = this.known(kind, name);
    if (known !== undefined && (this.holds(known, name) || (!modules.has(known) && documented.has(known)))) {
      return known;
    }
    return this.search(kind, name);
  }

  private known(kind: ProviderKind, name: string): string | undefined {
    const newer = this.sources.newer();
    return kind === 'manager'
      ? newer.managerActions[name]
      : newer[kind === 'application' ? 'applications' : 'functions'][name]?.module;
  }

  /** Who holds the name, and calls what registers such a thing; first who is called like it. */
  private search(kind: ProviderKind, name: string): string | undefined {
    const { modules, documented } = this.sources;
    const suffix = `_${name.toLowerCase()}`;
    const registering = [...modules].filter(([, { imports }]) => REGISTER[kind].some((each) => imports.has(each)));
    const holders = registering.map(([module]) => module).filter((module) => this.holds(module, name));
    // Others have its name in other texts too: they are not meant where a module is called like it, installed or not.
    const called = [...holders, ...documented].find((module) => module.endsWith(suffix));
    const exact = holders.find((module) => modules.get(module)?.strings.has(name));
    return called ?? exact ?? (this.holds('builtin', name) ? 'builtin' : holders[0]);
  }

  private holds(module: string, text: string): boolean {
    const strings = module === 'builtin' ? this.sources.program : this.sources.modules.get(module)?.strings;
    return strings !== undefined && holdsText(strings, text);
  }
}
