import type { ErrorCode } from './error-code';

/** A place in a text file; lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Anything with a path in a construct tree: every construct, named without importing `constructs`. */
export interface Scoped {
  readonly node: { readonly path: string };
}

/**
 * Input that cannot become a working PBX.
 *
 * The message reads: where, what is wrong, what was given, what is allowed, what to change. It never holds a secret.
 */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';

  constructor(
    /** A stable word for this kind of mistake; docs/errors.md lists them all. */
    readonly code: ErrorCode,
    message: string,
    /** The construct or the place in a file that the message is about. */
    readonly where?: Scoped | SourceLocation,
  ) {
    super(where === undefined ? message : `${describe(where)}: ${message}`);
  }
}

function describe(where: Scoped | SourceLocation): string {
  if ('node' in where) {
    return `[${where.node.path}]`;
  }
  return `${where.file}:${where.line}:${where.column}`;
}

/** A value as it is shown in an error: quoted, its control characters visible, shortened when long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
