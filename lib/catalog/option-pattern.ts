import type { CatalogObject, CatalogOption } from './catalog';

/** How a key is allowed by the name of an option that is a pattern: as the documentation writes them, there are three kinds. */
export function matchesPattern(pattern: string, key: string): boolean {
  if (pattern.startsWith('^')) {
    return new RegExp(pattern).test(key);
  }
  return key.startsWith(pattern.replace(/\*$/, ''));
}

/** The option of an object that a key sets; Asterisk does not tell capitals from small letters. */
export function optionOfKey(object: CatalogObject, key: string): CatalogOption | undefined {
  const exact = object.options[key];
  if (exact !== undefined && exact.pattern !== true) {
    return exact;
  }
  const options = Object.entries(object.options);
  const [, found] =
    options.find(([name, { pattern }]) => pattern !== true && name.toLowerCase() === key.toLowerCase()) ??
    options.find(([name, { pattern }]) => pattern === true && matchesPattern(name, key)) ??
    [];
  return found;
}

/** Whether a section of this name can be such an object. */
export function isSection({ section }: CatalogObject, name: string): boolean {
  if (section === undefined) {
    return true;
  }
  const names = 'is' in section ? section.is : section.not;
  const listed = names.some((each) => new RegExp(`^(?:${each})$`, 'i').test(name));
  return 'is' in section ? listed : !listed;
}
