import type { AsteriskVersion } from '../catalog/version';
import type { ConfFile, Section } from '../conf/nodes';
import { ValidationError, type SourceLocation } from '../conf/validation-error';
import type { ErrorCode } from '../conf/error-code';
import { FileSchema, type SectionPlace } from '../config/file-schema';
import type { Rule } from './rule';
import type { Severity } from './finding';
import type { Subject } from './subject';

interface OptionMistake {
  readonly code: ErrorCode;
  readonly message: string;
  readonly at: SourceLocation;
}

/** A rule that tells one kind of what the catalog says against options. */
export function optionRule(id: string, severity: Severity, summary: string, code: ErrorCode): Rule {
  return {
    id,
    severity,
    summary,
    check(subject, report) {
      for (const { message, at } of optionMistakes(subject).filter((each) => each.code === code)) {
        report(message, at);
      }
    },
  };
}

/** What this version does not read, in every file. */
function optionMistakes(subject: Subject): readonly OptionMistake[] {
  return subject.once('option mistakes', () => schemaOptions(subject).flatMap(mistakeIn));
}

/** An option, and what is known of the place where it stands. */
export interface SchemaOption {
  readonly schema: FileSchema;
  readonly place: SectionPlace;
  readonly key: string;
  readonly value: string;
  readonly at: SourceLocation;
}

/** Every option of the files; those of a template where it is known what it is for. */
export function schemaOptions(subject: Subject): readonly SchemaOption[] {
  return subject.once('schema options', () => subject.sources.flatMap(({ file }) => optionsIn(file, subject.version)));
}

function optionsIn(file: ConfFile, version: AsteriskVersion): readonly SchemaOption[] {
  const schema = new FileSchema(file.name, version);
  const types = new Map<Section, string | undefined>();
  file.sections.forEach((section) => types.set(section, typeOf(section, file.sections, types)));
  return file.sections.flatMap((section) => {
    const type = types.get(section) ?? (section.template ? typeOfUsers(section, types) : undefined);
    if (section.template && type === undefined && schema.hasTypes) {
      return [];
    }
    const place = { name: section.name, type };
    return section.items.flatMap((item) =>
      item.kind !== 'assignment' || item.operator === '+='
        ? []
        : [
            {
              ...{ schema, place, key: item.key, value: item.value },
              at: { file: file.name, line: 1, column: 1, ...item.position },
            },
          ],
    );
  });
}

/** The type of all that a template is for, where they are of one. */
function typeOfUsers(template: Section, types: ReadonlyMap<Section, string | undefined>): string | undefined {
  const users = [...types].filter(
    ([section]) => !section.template && inheritsFrom(section, template, [...types.keys()]),
  );
  const found = new Set(users.map(([, type]) => type));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Whether a section has what a template says, which stands above it. */
function inheritsFrom(section: Section, template: Section, sections: readonly Section[]): boolean {
  return section.inherits.some((name) => {
    const above = sections.slice(0, sections.indexOf(section));
    const parent = above.findLast((each) => each.name.toLowerCase() === name.toLowerCase());
    return parent !== undefined && (parent === template || inheritsFrom(parent, template, sections));
  });
}

function typeOf(
  section: Section,
  sections: readonly Section[],
  types: ReadonlyMap<Section, string | undefined>,
): string | undefined {
  const own = section.items.findLast((item) => item.kind === 'assignment' && item.key === 'type');
  if (own?.kind === 'assignment') {
    return own.value;
  }
  const parents = [...section.inherits, ...(section.append ? [section.name] : [])].map((name) =>
    sections.find((each) => each.name.toLowerCase() === name.toLowerCase() && types.has(each) && each !== section),
  );
  return parents.map((parent) => parent && types.get(parent)).findLast((each) => each !== undefined);
}

function mistakeIn({ schema, place, key, value, at }: SchemaOption): readonly OptionMistake[] {
  try {
    schema.check(place, key, value, at);
    return [];
  } catch (error) {
    if (!(error instanceof ValidationError)) {
      throw error;
    }
    return [{ code: error.code, message: error.message.replace(/^\S+:\d+:\d+: \S+ /, ''), at }];
  }
}
