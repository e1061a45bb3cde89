import type { CatalogObject, CatalogOption, NeededFiles, OptionType, OptionUnit, SectionMatch } from '../catalog';
import { readImport } from '../read-import';

/** How a module registers an option when it is loaded, which its documentation does not tell. */
export interface RegisteredOption {
  /** Asterisk's word for how the value is read, such as `Unsigned Integer`. */
  readonly type?: string;
  readonly default?: string;
}

/** How modules register their objects: `info/object` to the sections they are, and how each option is read. */
export type Registered = Readonly<
  Record<
    string,
    {
      readonly section?: SectionMatch;
      readonly type?: string;
      readonly options: Readonly<Record<string, RegisteredOption>>;
    }
  >
>;

/** What is registered by the modules of this version, or of the nearest one that is known. */
export function registeredOf(version: string): Registered {
  return readImport(`asterisk/registered-${nearest(version)}.json`) as Registered;
}

/** What Asterisk itself, `builtin`, and modules of this version need, or of the nearest one that is known; who is not there needs nothing. */
export function neededFilesOf(version: string): Readonly<Record<string, NeededFiles | undefined>> {
  return readImport(`asterisk/needed-files-${nearest(version)}.json`) as Record<string, NeededFiles>;
}

/** The nearest version that was asked when it ran. */
function nearest(version: string): number {
  return Number.parseInt(version, 10) < 18 ? 16 : 22;
}

/** An option of the supplement, with where the fact was read. */
export interface SuppliedOption extends Partial<Omit<CatalogOption, 'type' | 'unit'>> {
  readonly type: OptionType;
  readonly unit?: OptionUnit;
  readonly source: string;
}

/** Files, objects and options that the documentation leaves out, or tells wrongly. */
export type Supplement = Readonly<
  Record<
    string,
    {
      readonly module: string;
      readonly objects: Readonly<
        Record<
          string,
          Partial<Omit<CatalogObject, 'options' | 'section'>> & {
            readonly section?: string | SectionMatch;
            /** Whether no option is left out: Asterisk warns of any other. */
            readonly complete?: boolean;
            readonly options?: Readonly<Record<string, SuppliedOption>>;
          }
        >
      >;
    }
  >
>;

/** The reviewed supplement. */
export function supplement(): Supplement {
  return readImport('asterisk/supplement.json') as Supplement;
}

/** What the documentation of an application says wrongly of its parameters, by application and parameter, with where the fact was read. */
export type ApplicationCorrections = Readonly<
  Record<
    string,
    | Readonly<
        Record<
          string,
          | {
              readonly required?: boolean;
              readonly undocumented?: readonly string[];
              readonly source: string;
            }
          | undefined
        >
      >
    | undefined
  >
>;

/** The reviewed corrections of applications. */
export function applicationCorrections(): ApplicationCorrections {
  return readImport('asterisk/application-corrections.json') as ApplicationCorrections;
}

/** What the documentation says wrongly or too little of, by file and object. */
export type Corrections = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        { readonly section?: SectionMatch; readonly options?: Readonly<Record<string, SuppliedOption>> } | undefined
      >
    >
  >
>;

/** The reviewed corrections. */
export function corrections(): Corrections {
  return readImport('asterisk/corrections.json') as Corrections;
}
