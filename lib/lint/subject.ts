import type { Catalog } from '../catalog/catalog';
import { catalogOf } from '../catalog/catalog-of';
import type { AsteriskVersion } from '../catalog/version';
import type { ConfFile } from '../conf/nodes';
import type { SourceLocation } from '../conf/validation-error';
import { parseText, type ParsedText } from '../dialplan/expression/parse-text';
import type { DialplanModel, ModelContext, ModelExtension, ModelStep } from '../dialplan/model/dialplan-model';
import { readDialplan } from '../dialplan/model/read-dialplan';
import { nameIn } from '../dialplan/check-step';
import { innerApplications } from '../dialplan/inner-application';
import type { WrittenApplication } from '../dialplan/read-step';
import { split } from '../dialplan/scan';
import type { LintOptions } from './lint-options';
import { placed, sectionsIn, type PlacedSection } from './placed-section';
import { readSources, type SourceFile } from '../config/read-sources';
import { WIZARD_FILE, wizardObjects } from '../config/wizard-objects';

/** What is checked. */
export interface LintInput {
  /** The text of each file by its name below `/etc/asterisk`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly version: AsteriskVersion;
  readonly options?: LintOptions;
}

/** A step with where it belongs. */
export interface PlacedStep {
  readonly context: ModelContext;
  readonly extension: ModelExtension;
  readonly step: ModelStep;
}

/** An application that a step runs, itself or through another one such as `ExecIf`. */
export class PlacedApplication implements PlacedStep {
  readonly context: ModelContext;
  readonly extension: ModelExtension;
  readonly step: ModelStep;
  private parts: readonly string[] | undefined;

  constructor(
    placed: PlacedStep,
    /** As the catalog spells it; as it is written where it is not known. */
    readonly name: string,
    readonly known: boolean,
    readonly written: WrittenApplication,
    private readonly separator: string,
  ) {
    this.context = placed.context;
    this.extension = placed.extension;
    this.step = placed.step;
  }

  /** Its arguments, each trimmed. */
  get arguments(): readonly string[] {
    this.parts ??= split(this.written.arguments, this.separator).map((each) => each.trim());
    return this.parts;
  }
}

/** A configuration with all that rules ask of it; each part is made when it is first asked for. */
export class Subject {
  readonly version: AsteriskVersion;
  readonly catalog: Catalog;
  readonly options: LintOptions;
  readonly texts: ReadonlyMap<string, string>;
  readonly sources: readonly SourceFile[];
  private readonly kept = new Map<string, unknown>();

  constructor({ texts, version, options = {} }: LintInput) {
    this.texts = texts;
    this.version = version;
    this.options = options;
    this.catalog = catalogOf(version);
    this.sources = readSources(texts);
  }

  /** What is computed once and used by several rules. */
  once<T>(name: string, make: () => T): T {
    if (!this.kept.has(name)) {
      this.kept.set(name, make());
    }
    return this.kept.get(name) as T;
  }

  file(name: string): ConfFile | undefined {
    return this.sources.find(({ file }) => file.name === name)?.file;
  }

  /** Whether a file is there and all of it is known, so that what is not in it is nowhere. */
  isComplete(name: string): boolean {
    return this.sources.find(({ file }) => file.name === name)?.complete === true;
  }

  /** The sections of a file, templates left out and inheritance done. */
  sections(name: string): readonly PlacedSection[] {
    return this.once(`sections ${name}`, () => {
      const file = this.file(name);
      return file === undefined ? [] : sectionsIn(file);
    });
  }

  /** The objects of a type in `pjsip.conf`, and those that `pjsip_wizard.conf` makes. */
  objects(type: string): readonly PlacedSection[] {
    return this.once(`objects ${type}`, () =>
      [...this.sections('pjsip.conf'), ...this.wizardObjects].filter((each) => each.type === type),
    );
  }

  private get wizardObjects(): readonly PlacedSection[] {
    return this.once('wizard objects', () => {
      const file = this.file(WIZARD_FILE);
      return file === undefined ? [] : placed(file, wizardObjects(file));
    });
  }

  get dialplan(): DialplanModel {
    return this.once('dialplan', () => readDialplan(this.sources.map(({ file }) => file)));
  }

  /** Every step of the dialplan, hints left out. */
  get steps(): readonly PlacedStep[] {
    return this.once('steps', () =>
      [...this.dialplan.contexts.values()].flatMap((context) =>
        context.extensions.flatMap((extension) => extension.steps.map((step) => ({ context, extension, step }))),
      ),
    );
  }

  /** Every application that the dialplan runs, in its order. */
  get applications(): readonly PlacedApplication[] {
    return this.once('applications', () => {
      const names = new Map<string, string | undefined>();
      return this.steps.flatMap((placed) => this.applicationsOf(placed, names));
    });
  }

  /** The applications of each step. */
  get applicationsByStep(): ReadonlyMap<ModelStep, readonly PlacedApplication[]> {
    return this.once('applications by step', () => {
      const found = new Map<ModelStep, PlacedApplication[]>();
      for (const application of this.applications) {
        const there = found.get(application.step);
        if (there === undefined) {
          found.set(application.step, [application]);
        } else {
          there.push(application);
        }
      }
      return found;
    });
  }

  /** The applications of these names. */
  named(...names: readonly string[]): readonly PlacedApplication[] {
    const byName = this.once('applications by name', () => {
      const found = new Map<string, PlacedApplication[]>();
      for (const application of this.applications) {
        const there = found.get(application.name);
        if (there === undefined) {
          found.set(application.name, [application]);
        } else {
          there.push(application);
        }
      }
      return found;
    });
    return names.flatMap((name) => byName.get(name) ?? []);
  }

  /** A step's arguments with their variables and expressions. */
  textOf(step: ModelStep): ParsedText {
    const texts = this.once('parsed texts', () => new Map<ModelStep, ParsedText>());
    const found = texts.get(step) ?? (step.arguments.includes('$') ? parseText(step.arguments) : PLAIN);
    texts.set(step, found);
    return found;
  }

  /** The place of a character of a step's arguments. */
  placeIn({ location, arguments: text }: ModelStep, offset: number): SourceLocation {
    const at = this.line(location).indexOf(text);
    return text === '' || at < 0 ? location : { ...location, column: at + 1 + offset };
  }

  /** The line of a place, as it is written. */
  line({ file, line }: SourceLocation): string {
    return this.lines(file)[line - 1] ?? '';
  }

  lines(file: string): readonly string[] {
    return this.once(`lines ${file}`, () => (this.texts.get(file) ?? '').split('\n'));
  }

  private applicationsOf(placed: PlacedStep, names: Map<string, string | undefined>): readonly PlacedApplication[] {
    const read = (written: WrittenApplication): readonly PlacedApplication[] => {
      if (!names.has(written.name)) {
        names.set(written.name, nameIn(this.catalog, written.name));
      }
      const name = names.get(written.name);
      const separator = name === undefined ? ',' : (this.catalog.applications[name]?.separator ?? ',');
      const own = new PlacedApplication(placed, name ?? written.name, name !== undefined, written, separator);
      return [own, ...innerApplications(written).flatMap(read)];
    };
    return read({ name: placed.step.application.trim(), arguments: placed.step.arguments });
  }
}

const PLAIN: ParsedText = { nodes: [], mistakes: [] };
