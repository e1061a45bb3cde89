import type { Catalog, CatalogApplication } from '../catalog/catalog';
import { catalogOf } from '../catalog/catalog-of';
import { UNSAID_REQUIREMENTS } from '../catalog/module-rules';
import type { AsteriskVersion } from '../catalog/version';
import { didYouMean } from '../conf/did-you-mean';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { nameIn } from '../dialplan/check-step';

/** A module to load, and why. */
export interface ResolvedModule {
  readonly name: string;
  /** What needs it, such as `application Dial` or `module chan_pjsip`. */
  readonly reason: string;
}

/** What is done about something that this version of Asterisk does not have. */
export type OnUnknown = (error: ValidationError) => void;

/** The modules that are in use, gathered one use at a time, each with what it requires. */
export class ModuleUses {
  private readonly reasons = new Map<string, string>();
  readonly catalog: Catalog;

  constructor(
    private readonly version: AsteriskVersion,
    private readonly onUnknown: OnUnknown,
    private readonly where?: Scoped,
    /** The functions that `func_odbc` makes. */
    private readonly made: ReadonlySet<string> = new Set(),
  ) {
    this.catalog = catalogOf(version);
  }

  has(name: string): boolean {
    return this.reasons.has(name);
  }

  /** A module, with what it requires; Asterisk itself is one that is always there. */
  add(name: string, reason: string): void {
    if (name === 'builtin' || this.reasons.has(name)) {
      return;
    }
    const module = this.catalog.modules[name];
    if (module === undefined) {
      const message = `Asterisk ${this.version.full} has no module ${shown(name)} (${reason})${didYouMean(name, Object.keys(this.catalog.modules))}: leave it out, or choose another version`;
      this.onUnknown(new ValidationError('UnknownModule', message, this.where));
      return;
    }
    this.reasons.set(name, reason);
    for (const required of [...module.requires, ...(UNSAID_REQUIREMENTS[name] ?? [])]) {
      // What else is required is built in.
      if (required in this.catalog.modules) {
        this.add(required, `module ${name}`);
      }
    }
  }

  /** Modules, as far as this version has them. */
  addInstalled(names: readonly string[], reason: string): void {
    for (const name of names.filter((each) => each in this.catalog.modules)) {
      this.add(name, reason);
    }
  }

  /** An application by its name in any case, as Asterisk finds it; returns its own spelling. */
  addApplication(name: string): string | undefined {
    return this.addProvider('application', name, this.catalog.applications);
  }

  addFunction(name: string): string | undefined {
    if (this.made.has(name)) {
      this.add('func_odbc', `function ${name}`);
      return name;
    }
    return this.addProvider('function', name, this.catalog.functions);
  }

  private addProvider(
    kind: 'application' | 'function',
    name: string,
    known: Readonly<Record<string, CatalogApplication>>,
  ): string | undefined {
    const own = kind === 'application' ? nameIn(this.catalog, name) : Object.hasOwn(known, name) ? name : undefined;
    const provider = own === undefined ? undefined : known[own]?.module;
    if (provider === undefined) {
      const message = `Asterisk ${this.version.full} has no ${kind} ${shown(name)}${didYouMean(name, Object.keys(known))}: correct its name, or load the module that provides it`;
      const code = kind === 'application' ? 'UnknownApplication' : 'UnknownFunction';
      this.onUnknown(new ValidationError(code, message, this.where));
      return undefined;
    }
    this.add(provider, `${kind} ${name}`);
    return own;
  }

  /** Every module, each behind what it requires, else by Asterisk's own priorities, else by name. */
  ordered(): readonly ResolvedModule[] {
    const done = new Map<string, ResolvedModule>();
    const rank = (name: string) => this.catalog.modules[name]?.priority ?? 0;
    const place = (name: string): void => {
      const reason = this.reasons.get(name);
      if (reason === undefined || done.has(name)) {
        return;
      }
      this.reasons.delete(name);
      [...(this.catalog.modules[name]?.requires ?? [])].sort().forEach(place);
      done.set(name, { name, reason });
    };
    const names = [...this.reasons.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    names.forEach(place);
    return [...done.values()];
  }
}
