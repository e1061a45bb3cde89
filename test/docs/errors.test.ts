import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

const rows = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')
  .split('\n')
  .flatMap((line) =>
    line.startsWith('| `')
      ? [
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ]
      : [],
  );

test('docs/errors.md lists every code of ErrorCode, in alphabetical order, and no other', () => {
  expect(rows.map(([code]) => code)).toEqual(codes().map((code) => `\`${code}\``));
});

test('each says when it comes and what to do', () => {
  expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell === ''))).toEqual([]);
});

function codes(): string[] {
  const text = readFileSync(join(ROOT, 'lib/conf/error-code.ts'), 'utf8');
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
      found.push(node.literal.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('error-code.ts', text, ts.ScriptTarget.Latest));
  return found.sort();
}
