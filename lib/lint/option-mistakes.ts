import type { Section } from '../conf/nodes';
import { ValidationError, type SourceLocation } from '../conf/validation-error';
import type { ErrorCode } from '../conf/error-code';
import { FileSchema } from '../config/file-schema';
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

/** What this version does not read, in every file; a template is checked where it says itself what it is. */
function optionMistakes(subject: Subject): readonly OptionMistake[] {
  return subject.once('option mistakes', () =>
    subject.sources.flatMap(({ file }) => {
      const schema = new FileSchema(file.name, subject.version);
      const types = new Map<Section, string | undefined>();
      return file.sections.flatMap((section) => {
        types.set(section, typeOf(section, file.sections, types));
        return mistakesIn(section, types.get(section), schema, file.name);
      });
    }),
  );
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

function mistakesIn(
  section: Section,
  type: string | undefined,
  schema: FileSchema,
  name: string,
): readonly OptionMistake[] {
  if (section.template && type === undefined) {
    return [];
  }
  return section.items.flatMap((item): readonly OptionMistake[] => {
    if (item.kind !== 'assignment' || item.operator === '+=') {
      return [];
    }
    const at = { file: name, line: 1, column: 1, ...item.position };
    try {
      schema.check({ name: section.name, type }, item.key, item.value, at);
      return [];
    } catch (error) {
      if (!(error instanceof ValidationError)) {
        throw error;
      }
      return [{ code: error.code, message: error.message.replace(/^\S+:\d+:\d+: \S+ /, ''), at }];
    }
  });
}
