import type { CatalogObject, CatalogOption } from '../catalog/catalog';
import { catalogOf } from '../catalog/catalog-of';
import { isSection, optionOfKey } from '../catalog/option-pattern';
import { AsteriskVersion } from '../catalog/version';
import { didYouMean, nearest } from '../conf/did-you-mean';
import { shown, ValidationError, type Scoped, type SourceLocation } from '../conf/validation-error';
import { valueProblem } from './option-value';
import { WIZARD_FILE, WIZARD_PREFIXES } from './wizard-objects';

/** Shorter words are too much alike to be taken for each other, in characters. */
const SHORTEST_SLIP = 5;

/** So many characters are wrong in a slip of the pen. */
const SLIP = 2;

/** A section whose options are checked. */
export interface SectionPlace {
  readonly name: string;
  /** The value of its option `type`. */
  readonly type: string | undefined;
}

/** What a version of Asterisk knows of a file: which options its sections may have, and how they are read. */
export class FileSchema {
  private readonly objects: readonly CatalogObject[];
  /** What the last section can be: its options are asked for one after the other. */
  private last?: { readonly place: SectionPlace; readonly objects: readonly CatalogObject[] };

  constructor(
    readonly file: string,
    private readonly version: AsteriskVersion,
    private readonly owner?: Scoped,
  ) {
    this.objects = objectsOf(version, file);
  }

  /** Whether `type` says what a section of this file is. */
  get hasTypes(): boolean {
    return this.objects.some(({ type }) => type !== undefined);
  }

  /** How an option is read; `undefined` where nothing is known of it. */
  option(place: SectionPlace, key: string): CatalogOption | undefined {
    const made = this.madeByWizard(place, key);
    if (made !== undefined) {
      return made.schema.option({ name: place.name, type: made.type }, made.key);
    }
    return this.objectsAt(place)
      .map((object) => optionOfKey(object, key))
      .find((option) => option !== undefined);
  }

  /**
   * Checks an option and its value against what this version reads.
   *
   * @param where the line of a hand-written file; there an option may stand that only the supplement leaves out
   * @throws ValidationError `UnknownOption`, `OptionVersion`, `OptionValue`
   */
  check(place: SectionPlace, key: string, value: string, where?: SourceLocation): void {
    const made = this.madeByWizard(place, key);
    if (made !== undefined) {
      made.schema.check({ name: place.name, type: made.type }, made.key, value, where);
      return;
    }
    const objects = this.objectsAt(place);
    if (key === 'type' && this.hasTypes) {
      this.checkType(place, value, where);
      return;
    }
    const option = this.option(place, key);
    if (option === undefined) {
      const complete = objects.every(
        ({ free, supplied }) => free !== true && (where === undefined || supplied !== true),
      );
      if (objects.length > 0 && complete) {
        this.refuse(place, key, objects, where);
      }
      return;
    }
    const problem = valueProblem(option, value);
    if (problem !== undefined) {
      const message = `${this.said(place)} ${key} is ${shown(value)}, allowed ${problem}: correct it`;
      throw new ValidationError('OptionValue', message, where ?? this.owner);
    }
  }

  /**
   * The option that is meant by one that is not known, in a file of which the documentation does not tell all: only a near one is taken for a
   * slip of the pen.
   */
  meantBy(place: SectionPlace, key: string): string | undefined {
    const objects = this.objectsAt(place);
    const isOpen = objects.some(({ free, supplied }) => free === true || supplied !== true);
    if (isOpen || key.length < SHORTEST_SLIP || this.option(place, key) !== undefined) {
      return undefined;
    }
    const known = objects.flatMap(({ options }) => Object.keys(options));
    return nearest(key, known, SLIP);
  }

  /** The option of `pjsip.conf` that one of a wizard gives to an object it makes, such as `endpoint/context`. */
  private madeByWizard({ type }: SectionPlace, key: string) {
    const [, prefix = '', rest = ''] = /^([^/]+)\/(.*)$/.exec(key) ?? [];
    if (this.file !== WIZARD_FILE || type !== 'wizard' || !Object.hasOwn(WIZARD_PREFIXES, prefix)) {
      return undefined;
    }
    return { schema: new FileSchema('pjsip.conf', this.version, this.owner), type: WIZARD_PREFIXES[prefix], key: rest };
  }

  private checkType(place: SectionPlace, value: string, where: SourceLocation | undefined): void {
    const types = this.objects.filter((object) => isSection(object, place.name)).flatMap(({ type }) => type ?? []);
    if (types.length > 0 && !types.includes(value)) {
      const meant = nearest(value, types);
      const hint = meant === undefined ? '' : `, did you mean '${meant}'?`;
      const allowed = [...types].sort().join(', ');
      const message = `${this.said({ ...place, type: undefined })} type is ${shown(value)}${hint} (allowed: ${allowed}): choose one of them`;
      throw new ValidationError('OptionValue', message, where ?? this.owner);
    }
  }

  /** The objects that a section can be; none where its type tells and is not known. */
  private objectsAt(place: SectionPlace): readonly CatalogObject[] {
    if (this.last?.place !== place) {
      this.last = { place, objects: this.objectsOf(place) };
    }
    return this.last.objects;
  }

  private objectsOf({ name, type }: SectionPlace): readonly CatalogObject[] {
    const possible = this.objects.filter((object) => isSection(object, name));
    const typed = possible.filter((object) => object.type !== undefined);
    // Where types tell, what has none is no section of the file, but what Asterisk keeps in its database.
    const untyped = possible.filter((object) => object.type === undefined && (typed.length === 0 || object.section));
    return [...typed.filter((object) => object.type === type), ...untyped];
  }

  private refuse(
    place: SectionPlace,
    key: string,
    objects: readonly CatalogObject[],
    where: SourceLocation | undefined,
  ): never {
    const said = this.said(place);
    for (const other of AsteriskVersion.ALL.filter((version) => version !== this.version)) {
      const option = new FileSchema(this.file, other).option(place, key);
      if (option !== undefined) {
        const since = other.major > this.version.major ? option.since?.[0] : undefined;
        const span = since === undefined ? `exists in ${other.full}` : `exists since ${since}`;
        const message = `${said} '${key}' ${span}, this configuration is for ${this.version.full}: leave it out, or choose another version`;
        throw new ValidationError('OptionVersion', message, where ?? this.owner);
      }
    }
    const known = objects.flatMap(({ options }) => Object.keys(options));
    const message = `${said} Asterisk ${this.version.full} has no option ${shown(key)}${didYouMean(key, known)}: correct its name, or leave it out`;
    throw new ValidationError('UnknownOption', message, where ?? this.owner);
  }

  private said({ name, type }: SectionPlace): string {
    return `${this.file} [${name}]${type === undefined ? '' : ` (${type})`}:`;
  }
}

function objectsOf(version: AsteriskVersion, file: string): readonly CatalogObject[] {
  const { files } = catalogOf(version);
  return Object.hasOwn(files, file) ? Object.values(files[file]?.objects ?? {}) : [];
}
