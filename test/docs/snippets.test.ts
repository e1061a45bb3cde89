import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '../..');

// What a snippet that is a part may refer to: what the whole one before it has made.
const PART = `
import { Chart, Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import * as all from 'cdk8s-asterisk';
const { application, Codec, Fallback, IpFamily, NetworkPeer, NetworkPorts, NumberFormat, Provider, SipPhone, SipTrunk } = all;
declare const chart: Chart;
declare const config: all.AsteriskConfig;
declare const asterisk: all.Asterisk;
declare const reception: all.SipPhone;
declare const workshop: all.SipPhone;
declare function password(key: string): kplus.SecretValue;
`;
const LATER = `declare const trunk: all.SipTrunk;\n`;

interface Snippet {
  readonly title: string;
  readonly text: string;
}

function pages(): string[] {
  const docs = readdirSync(join(root, 'docs')).map((name) => join('docs', name));
  const apps = readdirSync(join(root, 'apps'), { recursive: true, encoding: 'utf8' }).map((name) => join('apps', name));
  return ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs, ...apps].filter((path) => path.endsWith('.md'));
}

function snippets(): Snippet[] {
  return pages().flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map((match) => ({
      title: `${page}:${text.slice(0, match.index).split('\n').length}`,
      text: match[1] ?? '',
    }));
  });
}

/** A whole snippet stands alone; a part is put where the things it names are known. */
function whole({ text }: Snippet): string {
  if (text.startsWith('import ')) {
    return text;
  }
  return `${PART}${/\bconst trunk\b/.test(text) ? '' : LATER}{\n${text}\n}\nvoid [chart, config, asterisk, reception, workshop, password, Duration, application, Codec, Fallback, IpFamily, NetworkPeer, NetworkPorts, NumberFormat, Provider, SipPhone, SipTrunk];\n`;
}

test('every snippet of TypeScript in the docs compiles', () => {
  const list = snippets();
  expect(list.length).toBeGreaterThanOrEqual(6);
  const sources = new Map(
    list.map((snippet, index) => [join(root, 'test/docs', `snippet-${index}.ts`), whole(snippet)]),
  );
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const compilerOptions: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    paths: { 'cdk8s-asterisk': ['./lib/index.ts'], 'cdk8s-asterisk/testing': ['./lib/testing/index.ts'] },
    pathsBasePath: root,
  };
  const host = ts.createCompilerHost(compilerOptions);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = sources.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...sources.keys()], compilerOptions, host);
  const mistakes = [...sources.keys()].flatMap((path, index) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(
      ({ messageText }) => `${list[index]?.title ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
  expect(mistakes).toEqual([]);
}, 60_000);

test('what the docs link to is there', () => {
  const missing = pages().flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => join(root, page, '..', link));
    return links
      .filter((path) => !ts.sys.fileExists(path) && !ts.sys.directoryExists(path))
      .map((path) => `${page}: ${relative(root, path)}`);
  });
  expect(missing).toEqual([]);
});
