import type { ConfFile, Section } from '../conf/nodes';
import type { FileSchema } from './file-schema';

/**
 * Checks every option of a hand-written file, at its line.
 *
 * A template is checked where its own lines say what it is; its children are what they inherit.
 *
 * @throws ValidationError as `FileSchema.check` does
 */
export function checkFile(file: ConfFile, schema: FileSchema): void {
  const types = new Map<Section, string | undefined>();
  for (const section of file.sections) {
    const inherited = section.inherits.map((parent) => {
      const found = file.sections.find(({ name }) => name.toLowerCase() === parent.toLowerCase());
      return found === undefined ? undefined : types.get(found);
    });
    const own = section.items.findLast((item) => item.kind === 'assignment' && item.key === 'type');
    const type = own?.kind === 'assignment' ? own.value : inherited.findLast((each) => each !== undefined);
    types.set(section, type);
    if (section.template && type === undefined) {
      continue;
    }
    for (const item of section.items) {
      if (item.kind === 'assignment' && item.operator !== '+=') {
        const position = item.position ?? { line: 1, column: 1 };
        schema.check({ name: section.name, type }, item.key, item.value, { file: file.name, ...position });
      }
    }
  }
}
