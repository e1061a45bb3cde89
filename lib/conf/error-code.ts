/** Every kind of mistake that `ValidationError` reports. Each has a line in docs/errors.md, held by a test. */
export type ErrorCode = 'ConfReference' | 'ConfSyntax' | 'ConfValue';
