/** A key of a Kubernetes Secret, by name: the value itself never reaches this library. */
export interface SecretReference {
  /** The name of the Secret in the namespace of the PBX. */
  readonly name: string;
  /** The key within it. */
  readonly key: string;
}

/** What stands in a file for a secret until the pod starts: `«secret:name/key»`. */
export function placeholder({ name, key }: SecretReference): string {
  return `«secret:${name}/${key}»`;
}

/** The text of a file that is, as a whole, what stands for these words: one key of a Secret. Asterisk reads it as an empty file. */
export function wholeFile(standsFor: string): string {
  return `; the whole file: ${standsFor}\n`;
}

/** Whether a text is what `wholeFile` gives. */
export function isWholeFile(text: string): boolean {
  return /^; the whole file: «secret:[^«»]+»\n$/.test(text);
}

/** The secrets that a text refers to, outside of lines that are comments, each once and in order. */
export function secretsIn(text: string): readonly SecretReference[] {
  const found = new Map<string, SecretReference>();
  for (const line of text.split('\n').filter((each) => !/^\s*;/.test(each))) {
    for (const [whole, name = '', key = ''] of line.matchAll(/«secret:([^/«»]+)\/([^/«»]+)»/g)) {
      found.set(whole, { name, key });
    }
  }
  return [...found.values()];
}
