import { join, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
const ENTRIES = ['lib/index.ts', 'lib/testing/index.ts'].map((path) => join(ROOT, path));

/** The library as its users meet it: every file that an entry point reaches. */
export const program = ts.createProgram(ENTRIES, {
  ...ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)).config,
    ts.sys,
    ROOT,
  ).options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
});

const LIB = join(ROOT, 'lib/');

/** The files of lib among them. */
export const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(LIB));

/** A statement that exports something by name, with that name. */
export interface Exported {
  readonly name: string;
  readonly place: string;
  readonly declaration: ts.Declaration;
}

/** What a file declares and exports; what it passes on from another file is that one's. */
export function exportsOf(file: ts.SourceFile): Exported[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(file);
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
  return symbols.flatMap((symbol) =>
    (symbol.declarations ?? [])
      .filter(
        (declaration) =>
          declaration.getSourceFile() === file &&
          !ts.isExportSpecifier(declaration) &&
          !ts.isNamespaceExport(declaration),
      )
      .map((declaration) => ({ name: symbol.name, place: placeOf(declaration), declaration })),
  );
}

/** Where something stands, as `lib/room/file.ts:12 name`. */
export function placeOf(node: ts.Declaration): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  const name = ts.getNameOfDeclaration(node)?.getText() ?? '';
  return `${relative(ROOT, file.fileName)}:${line + 1} ${name}`;
}

/** The text of a doc comment without its tags, or nothing where there is none. */
export function docOf(node: ts.Declaration): string | undefined {
  const docs = ts.getJSDocCommentsAndTags(node).filter((each) => ts.isJSDoc(each));
  const comment = docs.at(-1)?.comment;
  return comment === undefined ? undefined : (ts.getTextOfJSDocComment(comment) ?? '');
}

/** The declarations of a file as the compiler writes them out, inferred types included. */
export function emittedDeclarations(file: ts.SourceFile): string {
  let text = '';
  program.emit(file, (_, content) => (text = content), undefined, true);
  return text;
}
