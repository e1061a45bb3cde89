import type { Asterisk } from './asterisk';

/** The pictures of a PBX: names of files, and their texts. */
export function drawings(asterisk: Asterisk): [string, string][] {
  asterisk;
  return [];
}
