import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostileValues } from './hostile-values';

const script = join(__dirname, '../../lib/image/context/render-config');

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
  for (const part of ['config', 'secrets/sip', 'target']) {
    mkdirSync(join(directory, part), { recursive: true });
  }
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function config(name: string, text: string): void {
  writeFileSync(join(directory, 'config', name), text);
}

function secret(key: string, value: string | Buffer): void {
  writeFileSync(join(directory, 'secrets/sip', key), value);
}

function rendered(name: string): string {
  return readFileSync(join(directory, 'target', name), 'utf8');
}

function run(...args: string[]): { code: number | null; stderr: string } {
  const { status, stderr } = spawnSync('/bin/sh', [script, ...args], { encoding: 'utf8', cwd: directory });
  return { code: status, stderr };
}

function render(): { code: number | null; stderr: string } {
  return run('config', 'secrets', 'target');
}

describe('render-config', () => {
  test('copies files without placeholders byte for byte', () => {
    config('a.conf', '[a]\nb = c ; «x» \\;\r\nno line feed');
    expect(render()).toEqual({ code: 0, stderr: '' });
    expect(rendered('a.conf')).toBe('[a]\nb = c ; «x» \\;\r\nno line feed');
  });

  test('replaces a file that is, as a whole, a key of a Secret', () => {
    config('a.conf', '; the whole file: «secret:sip/auth.conf»\n');
    config('b.conf', '; the whole file: «secret:sip/auth.conf»\n[b]\n');
    secret('auth.conf', '[hall]\npassword = \\;«secret:sip/no»');
    expect(render()).toEqual({ code: 0, stderr: '' });
    expect(rendered('a.conf')).toBe('[hall]\npassword = \\;«secret:sip/no»\n');
    expect(rendered('b.conf')).toBe('; the whole file: «secret:sip/auth.conf»\n[b]\n');
  });

  test('refuses a whole file that is empty, missing or has a NUL, and one whose name leads elsewhere', () => {
    config('a.conf', '; the whole file: «secret:sip/auth.conf»\n');
    expect(render()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("secret 'sip', key 'auth.conf'") as string,
    });
    secret('auth.conf', '');
    expect(render()).toMatchObject({ code: 1, stderr: expect.stringContaining('is empty') as string });
    secret('auth.conf', 'a\0b');
    expect(render()).toMatchObject({ code: 1, stderr: expect.stringContaining('NUL') as string });
    config('a.conf', '; the whole file: «secret:sip/../config/a.conf»\n');
    expect(render().code).toBe(0);
    expect(rendered('a.conf')).toBe('; the whole file: «secret:sip/../config/a.conf»\n');
  });

  test('puts secrets in place, several in a line too, and leaves comments alone', () => {
    secret('one', '1');
    secret('two', '2\n');
    config('a.conf', '[a]\nb=«secret:sip/one»-«secret:sip/two»\n \t; «secret:none/none»\nc=«other»\n');
    expect(render()).toEqual({ code: 0, stderr: '' });
    expect(rendered('a.conf')).toBe('[a]\nb=1-2\n \t; «secret:none/none»\nc=«other»\n');
  });

  test.each(hostileValues.map((value) => [value]))('carries %j, of which only the semicolon is escaped', (value) => {
    secret('key', value);
    config('a.conf', '[a]\npassword = «secret:sip/key»\n');
    expect(render()).toEqual({ code: 0, stderr: '' });
    expect(rendered('a.conf')).toBe(`[a]\npassword = ${value.replaceAll(';', '\\;')}\n`);
  });

  test('keeps a value apart from the sign of assignment, and from a comment', () => {
    secret('gt', '>x');
    secret('backslash', 'x\\');
    config('a.conf', 'a=«secret:sip/gt»\nb=«secret:sip/backslash»;c\n');
    render();
    expect(rendered('a.conf')).toBe('a= >x\nb=x\\ ;c\n');
  });

  test('keeps bytes that are no UTF-8', () => {
    secret('key', Buffer.from([0xe4, 0xff, 0x80]));
    config('a.conf', 'a=«secret:sip/key»\n');
    render();
    expect(readFileSync(join(directory, 'target/a.conf'))).toEqual(
      Buffer.concat([Buffer.from('a='), Buffer.from([0xe4, 0xff, 0x80]), Buffer.from('\n')]),
    );
  });

  test('reads mounted volumes, where files are links and a link leads to their directory', () => {
    mkdirSync(join(directory, 'config/..2030'));
    writeFileSync(join(directory, 'config/..2030/a.conf'), 'a=b\n');
    symlinkSync('..2030', join(directory, 'config/..data'));
    symlinkSync('..data/a.conf', join(directory, 'config/a.conf'));
    expect(render().code).toBe(0);
    expect(readdirSync(join(directory, 'target'))).toEqual(['a.conf']);
  });

  test('runs again: files change, and disappear', () => {
    config('a.conf', 'a=«secret:sip/key»\n');
    config('b.conf', 'b=1\n');
    secret('key', 'old');
    render();
    secret('key', 'new');
    rmSync(join(directory, 'config/b.conf'));
    expect(render().code).toBe(0);
    expect(rendered('a.conf')).toBe('a=new\n');
    expect(readdirSync(join(directory, 'target'))).toEqual(['a.conf']);
  });

  test('makes files that only their user and group can read', () => {
    config('a.conf', 'a=b\n');
    render();
    expect(statSync(join(directory, 'target/a.conf')).mode & 0o777).toBe(0o440);
  });

  test('fills a line to the last byte that Asterisk reads', () => {
    config('a.conf', 'a=«secret:sip/key»\n');
    secret('key', 'é'.repeat(4094));
    expect(render().code).toBe(0);
    expect(Buffer.byteLength(rendered('a.conf'))).toBe(8191);
  });

  describe('fails, names secret and key, shows no value, and changes nothing', () => {
    test.each<[string, string, string | undefined, RegExp]>([
      ['a NUL', 'hidden', 'hid\0den', /NUL byte/],
      ['an inner line break', 'hidden', 'hidden\nhidden', /line break/],
      ['two final line breaks', 'hidden', 'hidden\n\n', /line break/],
      ['a carriage return at the end', 'hidden', 'hidden\r\n', /cuts off/],
      ['a blank at the start', 'hidden', ' hidden', /cuts off/],
      ['a blank at the end', 'hidden', 'hidden ', /cuts off/],
      ['a control character at the end', 'hidden', 'hidden\u0001', /cuts off/],
      ['nothing', 'hidden', '', /is empty/],
      ['only a line break', 'hidden', '\n', /is empty/],
      ['no file', 'hidden', undefined, /cannot be read/],
      ['too much', 'hidden', 'hidden'.repeat(1400), /has 8402 bytes.*8190/],
      ['too much once escaped', 'hidden', ';'.repeat(4095), /has 8192 bytes/],
    ])('%s', (_, hidden, value, message) => {
      writeFileSync(join(directory, 'target/old.conf'), 'old');
      config('0.conf', 'first=in order\n');
      config('a.conf', 'a=«secret:sip/key»\n');
      if (value !== undefined) {
        secret('key', value);
      }
      const { code, stderr } = render();
      expect(code).toBe(1);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/'sip.*key'/);
      expect(stderr).not.toContain(hidden);
      expect(readdirSync(join(directory, 'target'))).toEqual(['old.conf']);
    });
  });

  test.each([
    ['a=«secret:sip»', /does not have the form/],
    ['a=«secret:sip/key', /does not have the form/],
    ['a=«secret:../key»', /names no secret/],
    ['a=«secret:sip/../../key»', /names no key/],
    ['a=«secret:sip/..»', /names no key/],
    ['[«secret:sip/key»]', /outside a value/],
  ])('fails for the placeholder in %s', (line, message) => {
    secret('key', 'x');
    config('a.conf', `${line}\n`);
    const { code, stderr } = render();
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('a.conf:1');
  });

  test('fails when there is no file, as when nothing is mounted', () => {
    expect(render()).toMatchObject({ code: 1, stderr: expect.stringMatching(/no file in config/) as string });
  });

  test('needs no directory of secrets where no secret is wanted', () => {
    config('a.conf', '[a]\nb = c\n');
    expect(run('config', 'nowhere', 'target')).toEqual({ code: 0, stderr: '' });
    config('a.conf', '[a]\nb = «secret:sip/hall»\n');
    expect(run('config', 'nowhere', 'target')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("secret 'sip', key 'hall' cannot be read") as string,
    });
  });

  test('fails for misuse', () => {
    expect(run('config').code).toBe(2);
    expect(run('config', 'secrets', 'nowhere').code).toBe(2);
  });
});
