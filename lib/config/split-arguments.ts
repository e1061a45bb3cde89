/**
 * The arguments of an application as Asterisk separates them: at commas that stand in no parentheses, brackets, braces or quotes.
 *
 * Source: `__ast_app_separate_args` (`main/app.c`).
 */
export function splitArguments(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let current = '';
  for (const character of text) {
    if (character === ',' && depth === 0 && !quoted) {
      found.push(current);
      current = '';
      continue;
    }
    if (character === '"') quoted = !quoted;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && depth > 0) depth--;
    current += character;
  }
  return [...found, current];
}
