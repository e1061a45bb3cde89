/** A text on one line, of characters that every drawing can hold: line ends and tabs become spaces, other controls and broken surrogates �. */
export function printable(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\s+/g, ' ')
      // eslint-disable-next-line no-control-regex -- control characters are what it is about
      .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '\ufffd')
  );
}
