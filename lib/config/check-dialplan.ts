import type { AsteriskVersion } from '../catalog/version';
import type { Assignment, ConfFile } from '../conf/nodes';
import { ValidationError, type Scoped, type SourceLocation } from '../conf/validation-error';
import { stepMistake } from '../dialplan/check-step';
import { readApplication, readStep } from '../dialplan/read-step';

/** Files that hold a dialplan, or a part of one. */
export const DIALPLAN_FILES = /^extensions.*\.conf$/;

/**
 * Checks the arguments of every application in a dialplan, however it was written: as a typed step, raw or as text.
 *
 * Unknown applications are the resolver's to refuse.
 *
 * @throws ValidationError `ApplicationArgument`, with the line where the file has been read, else with the step's extension
 */
export function checkDialplan(file: ConfFile, version: AsteriskVersion, where?: Scoped): void {
  for (const section of file.sections) {
    let extension = '';
    for (const item of section.items) {
      if (item.kind === 'assignment') {
        extension = item.key === 'exten' ? (item.value.split(',')[0] ?? '').trim() : extension;
        const mistake = mistakeIn(item, version);
        if (mistake !== undefined) {
          const place = item.position === undefined ? `[${section.name}] ${extension}: ` : '';
          throw new ValidationError('ApplicationArgument', `${place}${mistake}`, locationOf(file, item) ?? where);
        }
      }
    }
  }
}

function mistakeIn({ key, value }: Assignment, version: AsteriskVersion): string | undefined {
  const step = readStep(key, value);
  const application = step === undefined || step.priority.startsWith('hint') ? undefined : readApplication(step.text);
  return application === undefined ? undefined : stepMistake(application, version);
}

function locationOf({ name }: ConfFile, { position }: Assignment): SourceLocation | undefined {
  return position === undefined ? undefined : { file: name, ...position };
}
