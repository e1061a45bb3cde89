import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '../..');

/** What the first whole snippet of TypeScript in a page exports, run as its reader would. */
export function exportsOfPage(page: string): Record<string, unknown> {
  const [, text = ''] = /^```ts\n(import .*?)^```/ms.exec(readFileSync(join(root, page), 'utf8')) ?? [];
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exports: Record<string, unknown> = {};
  const load = (name: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the modules are those that the page imports
    require(name === 'cdk8s-asterisk' ? join(root, 'lib') : name);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what stands on the page is what is tried
  (new Function('exports', 'require', outputText) as (...args: readonly unknown[]) => void)(exports, load);
  return exports;
}
