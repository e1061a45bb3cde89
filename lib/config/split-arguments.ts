/**
 * The arguments of an application as Asterisk separates them: at commas that stand in no parentheses, brackets or quotes, and behind no backslash.
 *
 * Source: `__ast_app_separate_args` (`main/app.c`).
 */
export function splitArguments(text: string): readonly string[] {
  const found: string[] = [];
  const depth = { '(': 0, '[': 0 };
  let quoted = false;
  let escaped = false;
  let current = '';
  for (const character of text) {
    if (character === ',' && depth['('] === 0 && depth['['] === 0 && !quoted && !escaped) {
      found.push(current);
      current = '';
      continue;
    }
    current += character;
    if (!escaped) {
      if (character === '"') quoted = !quoted;
      else if (character === '(' || character === '[') depth[character]++;
      else if (character === ')') depth['('] = Math.max(0, depth['('] - 1);
      else if (character === ']') depth['['] = Math.max(0, depth['['] - 1);
    }
    escaped = character === '\\' && !escaped;
  }
  return [...found, current];
}
