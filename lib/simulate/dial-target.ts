/** One of the devices that `Dial` calls. */
export interface DialTarget {
  /** The kind of channel, such as `PJSIP`. */
  readonly technology: string;
  /** The phone or trunk. */
  readonly name: string;
  /** The number that a trunk is sent. @default - a phone, which is sent none */
  readonly number?: string;
  /** Where a Local channel begins. @default - no Local channel */
  readonly local?: { readonly extension: string; readonly context: string };
}

/** Reads `PJSIP/hall`, `PJSIP/0123@trunk`, `SIP/trunk/0123` or `Local/1@context/n`; `undefined` for what is none of these. */
export function readDialTarget(text: string): DialTarget | undefined {
  const [, technology = '', resource = ''] = /^\s*([A-Za-z][A-Za-z0-9]*)\/(.+?)\s*$/s.exec(text) ?? [];
  if (resource === '') {
    return undefined;
  }
  if (technology.toLowerCase() === 'local') {
    const [, extension = '', context = 'default'] = /^([^@/]*)(?:@([^/]*))?/.exec(resource) ?? [];
    return { technology, name: `${extension}@${context}`, local: { extension, context } };
  }
  const [first = '', second] = split(resource, '/');
  const [user = '', host] = split(first, '@');
  if (host !== undefined) {
    return { technology, name: host, number: user };
  }
  // `PJSIP/trunk/sip:0123@host`: the number is the user of the URI.
  const number = second?.replace(/^sips?:/, '').replace(/@.*$/, '');
  return number === undefined ? { technology, name: first } : { technology, name: first, number };
}

function split(text: string, at: string): readonly string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
