/** A text in front of which its length stands: `5:hello,`. */
export function netstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`;
}

/** The complete netstrings at the start of some bytes, and what remains. */
export function readNetstrings(bytes: Buffer): { readonly texts: readonly string[]; readonly rest: Buffer } {
  const texts: string[] = [];
  let rest = bytes;
  for (;;) {
    const colon = rest.indexOf(':');
    const length = Number(rest.subarray(0, Math.max(colon, 0)).toString());
    if (colon < 1 || Number.isNaN(length) || rest.length < colon + length + 2) {
      return { texts, rest };
    }
    texts.push(rest.subarray(colon + 1, colon + 1 + length).toString());
    rest = rest.subarray(colon + length + 2);
  }
}
