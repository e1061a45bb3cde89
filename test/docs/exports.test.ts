import * as ts from 'typescript';
import { docOf, emittedDeclarations, exportsOf, files, placeOf } from './library';

const exported = files.flatMap((file) => exportsOf(file));

test('the library was found', () => {
  expect(exported.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Asterisk', 'AsteriskConfig', 'AsteriskImage', 'CalicoStaticIp', 'SipTrunk']),
  );
});

test('every export is documented', () => {
  expect(exported.filter(({ declaration }) => (docOf(declaration) ?? '') === '').map(({ place }) => place)).toEqual([]);
});

test('a comment begins with one line, and a blank line follows it', () => {
  const crowded = exported.filter(({ declaration }) => /^[^\n]+\n(?!\n)/.test(docOf(declaration) ?? ''));
  expect(crowded.map(({ place }) => place)).toEqual([]);
});

describe('props and options', () => {
  const members = exported.flatMap(({ name, declaration }) =>
    /(?:Props|Options)$/.test(name) && ts.isInterfaceDeclaration(declaration) ? [...declaration.members] : [],
  );

  test('were found', () => {
    expect(members.length).toBeGreaterThan(20);
  });

  test('are properties that nobody changes', () => {
    const changeable = members.filter(
      (member) =>
        !ts.isPropertySignature(member) ||
        !(member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword),
    );
    expect(changeable.map((member) => placeOf(member))).toEqual([]);
  });

  test('are documented', () => {
    expect(members.filter((member) => (docOf(member) ?? '') === '').map((member) => placeOf(member))).toEqual([]);
  });

  /** A literal, a constant such as `Codec.ALAW`, or `- ` and what happens. */
  const DEFAULT = /^(?:- \S.*|-?\d[\d_.]*|true|false|'[^']*'|"[^"]*"|`[^`]*`|\[.*\]|\{.*\}|[A-Z]\w*\.\w+(?:\(.*\))?)$/s;

  test('have a default where they are optional', () => {
    const without = members.filter((member) => {
      const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
      const text = ts.getTextOfJSDocComment(tag?.comment) ?? '';
      return member.questionToken !== undefined && !DEFAULT.test(text);
    });
    expect(without.map((member) => placeOf(member))).toEqual([]);
  });

  test('have no default where they are required', () => {
    const pointless = members.filter(
      (member) =>
        member.questionToken === undefined && ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'default'),
    );
    expect(pointless.map((member) => placeOf(member))).toEqual([]);
  });
});

test('no signature holds any', () => {
  const loose = files.flatMap((file) => {
    const emitted = ts.createSourceFile('emitted.d.ts', emittedDeclarations(file), ts.ScriptTarget.Latest, true);
    return anyIn(emitted).map((line) => `${file.fileName}: ${line}`);
  });
  expect(loose).toEqual([]);
});

function anyIn(node: ts.Node): string[] {
  const here = node.kind === ts.SyntaxKind.AnyKeyword ? [node.parent.getText()] : [];
  return [...here, ...node.getChildren().flatMap((child) => anyIn(child))];
}
