/** Longer ones are broken into a line for each member, so that a difference shows what has changed. */
const LINE = 140;

/** Data as JSON that people can compare: what fits in a line stands in one. */
export function printFacts(data: unknown): string {
  return `${printed(data, '')}\n`;
}

function printed(data: unknown, indent: string): string {
  const line = JSON.stringify(data);
  if (typeof data !== 'object' || data === null || line.length + indent.length <= LINE) {
    return line;
  }
  const inner = `${indent} `;
  if (Array.isArray(data)) {
    return `[\n${data.map((each) => inner + printed(each, inner)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${inner}${JSON.stringify(key)}:${printed(value, inner)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}
