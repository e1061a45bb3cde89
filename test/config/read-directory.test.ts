import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from '../../lib/conf/print';
import { readDirectory } from '../../lib/config/read-directory';
import { errorOf } from '../support/error-of';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function read(files: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
  }
  return Object.fromEntries(readDirectory(directory).map((file) => [file.name, print(file)]));
}

test('what a file includes stands in its place, in the section that it is in', () => {
  const found = read({
    'extensions.conf':
      '[in]\nexten => 1,1,Hangup()\n#include "more_*.conf"\n#tryinclude /etc/asterisk/absent.conf\n; #include x\n',
    'more_a.conf': ' same => n,NoOp()\n[b]\nexten => 2,1,Hangup()\n',
    'more_b.conf': '#include <deep.conf>\n',
    'deep.conf': '[c]\nx = 1\n',
    'rtp.conf': '[general]\n',
    'notes.txt': 'nothing',
  });
  expect(Object.keys(found)).toEqual(['extensions.conf', 'rtp.conf']);
  expect(found['extensions.conf']).toMatch(
    /exten => 1,1,Hangup\(\)\nsame => n,NoOp\(\)\n\n?\[b\]\nexten => 2,1,Hangup\(\)\n+\[c\]\nx = 1/,
  );
});

test('a file in a directory below is included, and the one that includes it is none of its', () => {
  mkdirSync(join(directory, 'manager.d'));
  const found = read({
    'manager.conf': '[general]\n#include "manager.d/*.conf"\n#tryinclude "absent.d/*.conf"\n',
    'manager.d/a.conf': 'enabled = yes\n',
    'manager.d/b.conf': '[user]\n',
  });
  expect(Object.keys(found)).toEqual(['manager.conf']);
  expect(found['manager.conf']).toMatch(/^\[general\]\nenabled = yes\n+\[user\]/);
});

test('whatever is included is read, however it is called', () => {
  const found = read({
    'extensions.conf': '[a]\n#include "parts.inc"\n#tryinclude "more.*"\n',
    'parts.inc': 'exten => 1,1,Hangup()\n#include deep.txt\n',
    'deep.txt': 'exten => 2,1,Hangup()\n',
    'more.local': 'exten => 3,1,Hangup()\n',
    'other.inc': '[b]\n',
  });
  expect(Object.keys(found)).toEqual(['extensions.conf']);
  expect(found['extensions.conf']?.match(/exten => \d/g)).toEqual(['exten => 1', 'exten => 2', 'exten => 3']);
});

test('a link that leads nowhere is no file', () => {
  symlinkSync('absent', join(directory, 'rtp.conf'));
  expect(read({ 'a.conf': '[a]\n' })).toEqual({ 'a.conf': '[a]\n' });
});

test('a directory elsewhere is taken for this one', () => {
  const found = read({ 'a.conf': '#include "/mnt/config/parts_*.conf"\n', 'parts_1.conf': '[b]\n' });
  expect(found).toEqual({ 'a.conf': '[b]\n' });
});

test.each<[Readonly<Record<string, string>>, string, string]>([
  [{ 'a.conf': '\n#include "b.conf"\n' }, 'ConfInclude', "a.conf:2:1: 'b.conf' is not there"],
  [{ 'a.conf': '#include "a.conf"\n' }, 'ConfInclude', "'a.conf' includes itself"],
  [{ 'a.conf': '#include b.conf\n', 'b.conf': '#include a.conf\n' }, 'ConfInclude', 'includes itself'],
  [{ 'a.conf': '[a\n' }, 'ConfSyntax', 'a.conf:1:1'],
])('fails with %j', (files, code, message) => {
  expect(errorOf(() => read(files))).toEqual({ code, message: expect.stringContaining(message) as string });
});

test('a line keeps the file and the place that it stands in', () => {
  read({
    'extensions.conf': '[in]\n#include "more_*.conf"\nexten => 3,1,NoOp\n',
    'more_a.conf': '\n exten => 1,1,NoOp\n',
    'more_b.conf': '#include deep.conf\nexten => 2,1,NoOp\n',
    'deep.conf': '; nothing\n\n[deep]\n',
  });
  const [file] = readDirectory(directory);
  const items = file?.sections.flatMap((section) => [section, ...section.items]) ?? [];
  const places = items.flatMap((item) =>
    item.kind === 'section' || item.kind === 'assignment' ? [item.position] : [],
  );
  expect(places).toEqual([
    { line: 1, column: 1 },
    { file: 'more_a.conf', line: 2, column: 2 },
    { file: 'deep.conf', line: 3, column: 1 },
    { file: 'more_b.conf', line: 2, column: 1 },
    { line: 3, column: 1 },
  ]);
});

test('an error in a file that is included names that file', () => {
  const files = { 'pjsip.conf': '[a]\n#include more.conf\n', 'more.conf': 'x = 1\nnothing\n' };
  expect(errorOf(() => read(files))).toEqual({
    code: 'ConfSyntax',
    message: expect.stringContaining("more.conf:2:1: a line has no '='") as string,
  });
});
