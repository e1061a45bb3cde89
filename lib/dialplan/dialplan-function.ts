/** A function of the dialplan with its arguments: as text `${CALLERID(num)}`, whose value Asterisk puts in its place. */
export class DialplanFunction {
  constructor(
    /** The function as `Set` gives it a value: `CALLERID(num)`. */
    readonly name: string,
  ) {}

  toString(): string {
    return `\${${this.name}}`;
  }
}
