import type { Construct } from 'constructs';
import type { AsteriskVersion } from '../catalog/version';
import { ValidationError } from '../conf/validation-error';
import { lint } from '../lint/lint';
import type { LintOptions } from '../lint/lint-options';

/** How many findings a message names. */
const SHOWN = 5;

/**
 * Checks the files of a PBX by every rule, as `cdk8s-asterisk lint` does.
 *
 * @throws ValidationError `LintFinding` for errors; warnings are for the command line
 */
export function checkFindings(
  texts: ReadonlyMap<string, string>,
  version: AsteriskVersion,
  options: LintOptions,
  scope: Construct,
): void {
  const errors = lint({ texts, version, options }).findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return;
  }
  const lines = errors
    .slice(0, SHOWN)
    .map(({ file, line, column, rule, message }) => `${file}:${line}:${column} ${rule} ${message}`);
  const more = errors.length > SHOWN ? [`and ${errors.length - SHOWN} more`] : [];
  throw new ValidationError('LintFinding', ['the files have errors:', ...lines, ...more].join('\n  '), scope);
}
