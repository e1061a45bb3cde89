import type { SupportLevel } from './read/module-binary';

/** What one version of Asterisk knows: its options, applications, functions, modules and what they need. No prose. */
export interface Catalog {
  /** The full version, such as `22.10.1`. */
  readonly version: string;
  /** Files of the configuration by name. */
  readonly files: Readonly<Record<string, CatalogFile>>;
  readonly applications: Readonly<Record<string, CatalogApplication>>;
  readonly functions: Readonly<Record<string, CatalogApplication>>;
  /** Actions of the manager interface (AMI) by name, each with its module. */
  readonly managerActions: Readonly<Record<string, string>>;
  /** Commands of the gateway interface (AGI). */
  readonly agiCommands: readonly string[];
  /** Every installed module by name, without `.so`. */
  readonly modules: Readonly<Record<string, CatalogModule>>;
  /** What Asterisk itself needs, whatever modules are loaded. */
  readonly builtin: NeededFiles;
}

/** What Asterisk complains about at start where it is missing. */
export interface NeededFiles {
  /** Files below `/etc/asterisk`, each with the least that it must hold to be no reason for a complaint: mostly nothing. */
  readonly needs?: Readonly<Record<string, string>>;
  /** Those of them without which it does not load; without the others it goes on, after its complaint. */
  readonly declines?: readonly string[];
}

/** A file below `/etc/asterisk`. */
export interface CatalogFile {
  /** The kinds of section that it may hold. */
  readonly objects: Readonly<Record<string, CatalogObject>>;
}

/** A kind of section in a file, such as the endpoints of `pjsip.conf`. */
export interface CatalogObject {
  /** The module that reads it; `builtin` is Asterisk itself. */
  readonly module: string;
  /** The sections of the file that are such an object; every section where it is absent. */
  readonly section?: SectionMatch;
  /** What `type` must be in such a section. */
  readonly type?: string;
  /** Whether it is not documented but stated by the supplement, which may leave an option out. */
  readonly supplied?: true;
  /** Whether keys that are not listed are allowed: mailboxes, variables and the like. */
  readonly free?: true;
  readonly since?: readonly string[];
  readonly options: Readonly<Record<string, CatalogOption>>;
}

/** Sections with one of these names, or all but these. Each may be a regular expression. */
export type SectionMatch = { readonly is: readonly string[] } | { readonly not: readonly string[] };

/** How a value is read. */
export type OptionType = 'boolean' | 'integer' | 'number' | 'string' | 'choice' | 'list' | 'codecs' | 'acl' | 'address';

/** What a number counts. */
export type OptionUnit = 'seconds' | 'milliseconds' | 'minutes' | 'days' | 'bytes' | 'percent' | 'ports' | 'count';

/** An option of an object. */
export interface CatalogOption {
  readonly type: OptionType;
  /** As Asterisk writes it. */
  readonly default?: string;
  /** The words that a `choice`, or each part of a `list`, may be. */
  readonly choices?: readonly string[];
  readonly unit?: OptionUnit;
  /** Whether it may stand several times. */
  readonly repeat?: true;
  /** Whether its name is a regular expression for names. */
  readonly pattern?: true;
  /** The versions that brought it, one for each line of releases. */
  readonly since?: readonly string[];
  /** The module that reads it, where it is not that of its object. */
  readonly module?: string;
}

/** An application or function of the dialplan. */
export interface CatalogApplication {
  /** The module that provides it; `builtin` is Asterisk itself. */
  readonly module: string;
  readonly since?: readonly string[];
  /** What stands between parameters; a comma where it is absent. */
  readonly separator?: string;
  readonly parameters: readonly CatalogParameter[];
  /** The variables that it sets, in alphabetical order. */
  readonly variables?: readonly string[];
  /** The words that some of them hold, such as those of `DIALSTATUS`; there may be others. */
  readonly variableWords?: Readonly<Record<string, readonly string[]>>;
}

/** A parameter of an application or function, an argument of a parameter, or one of an option letter. */
export interface CatalogParameter {
  readonly name: string;
  readonly required?: true;
  /** Whether it may stand several times. */
  readonly multiple?: true;
  /** What stands between its arguments. */
  readonly separator?: string;
  readonly arguments?: readonly CatalogParameter[];
  /** Whether its arguments stand in parentheses behind it. */
  readonly parentheses?: true;
  /** The letters or words that it is made of. */
  readonly options?: Readonly<Record<string, CatalogFlag>>;
  /** Option letters that are taken without a word, though nobody documents them. */
  readonly undocumented?: readonly string[];
  /** The words that it may be. */
  readonly choices?: readonly string[];
}

/** An option letter, or word. */
export interface CatalogFlag {
  readonly separator?: string;
  /** What stands in parentheses behind it. */
  readonly arguments?: readonly CatalogParameter[];
}

/** A module. What it needs comes on top of what Asterisk itself and the modules that it requires need. */
export interface CatalogModule extends NeededFiles {
  readonly requires: readonly string[];
  readonly optional: readonly string[];
  readonly enhances: readonly string[];
  readonly priority: number;
  readonly supportLevel: SupportLevel;
  /** The files of configuration that it names. */
  readonly files: readonly string[];
}
