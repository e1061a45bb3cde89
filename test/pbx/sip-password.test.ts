import { parse } from 'yaml';
import * as kplus from 'cdk8s-plus-27';
import { AsteriskVersion, SipPassword, SipTrunk } from '../../lib';
import { chart, config, password, phone } from '../support/pbx';
import { errorOf } from '../support/error-of';

const V16 = { version: AsteriskVersion.V16 };

function authOf(source: (key: string) => SipPassword, props = {}) {
  const scope = chart();
  const made = config(scope, props);
  phone(made, 'hall', '201', { password: source('hall') });
  return made;
}

describe('digest', () => {
  const value = (scope = chart()) => password(scope, 'hall-a1');

  test('is written as the version knows it', () => {
    const newer = authOf(() => SipPassword.digest(value())).pjsip.auth('hall');
    expect(newer.get('auth_type')).toBe('digest');
    expect(newer.get('password_digest')).toBe('MD5:«secret:sip-passwords/hall-a1»');
    const older = authOf(() => SipPassword.digest(value()), V16).pjsip.auth('hall');
    expect(older.get('auth_type')).toBe('md5');
    expect(older.get('md5_cred')).toBe('«secret:sip-passwords/hall-a1»');
    for (const auth of [older, newer]) {
      expect(auth.get('realm')).toBe('asterisk');
      expect(auth.get('password')).toBeUndefined();
      expect(auth.get('username')).toBe('hall');
    }
  });

  test('may be SHA-256 and of another realm, also of a trunk', () => {
    const made = config();
    new SipTrunk(made, 'carrier', {
      host: 'sip.example.com',
      username: 'us',
      password: SipPassword.digest(value(), { realm: 'example.com', algorithm: 'SHA-256' }),
    });
    const auth = made.pjsip.auth('carrier');
    expect(auth.get('password_digest')).toBe('SHA-256:«secret:sip-passwords/hall-a1»');
    expect([auth.get('realm'), auth.get('username')]).toEqual(['example.com', 'us']);
  });

  test('fails where the version has no such digest', () => {
    const error = errorOf(() => authOf(() => SipPassword.digest(value(), { algorithm: 'SHA-256' }), V16));
    expect(error.code).toBe('Password');
    expect(error.message).toContain('[test/config/hall]: a digest by "SHA-256" is not known to Asterisk 16.28.0');
  });
});

describe('inFile', () => {
  test('includes the file once, and writes no section', () => {
    const scope = chart();
    const made = config(scope);
    const value = password(scope, 'auth.conf');
    phone(made, 'hall', '201', { password: SipPassword.inFile(value) });
    phone(made, 'kitchen', '202', { password: SipPassword.inFile(value) });
    expect(made.pjsip.objects('auth')).toEqual([]);
    const { files, secrets } = made.render();
    expect(files.get('pjsip.conf')?.match(/#include.*/g)).toEqual(['#include "secret-sip-passwords-auth.conf"']);
    expect(files.get('secret-sip-passwords-auth.conf')).toBe('; the whole file: «secret:sip-passwords/auth.conf»\n');
    expect(secrets).toEqual([{ name: 'sip-passwords', key: 'auth.conf' }]);
  });

  test('addSecretFile takes a name', () => {
    const scope = chart();
    const made = config(scope);
    expect(made.addSecretFile(password(scope, 'text'), 'http-users.conf')).toBe('http-users.conf');
    expect(
      errorOf(() => {
        made.addFile('http-users.conf', '');
      }).code,
    ).toBe('DuplicateFile');
    expect(errorOf(() => made.addSecretFile(password(scope, 'other'), 'http-users.conf')).code).toBe('DuplicateFile');
    expect(errorOf(() => made.addSecretFile(password(scope, 'other'), '../x')).code).toBe('FileName');
  });
});

describe('generate', () => {
  test('gives passwords that differ, and that a phone may have', () => {
    const passwords = Array.from({ length: 100 }, () => SipPassword.generate());
    expect(new Set(passwords).size).toBe(100);
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    passwords.forEach((value) => {
      expect(value).toMatch(/^[A-Za-z2-9]{20}$/);
      authOf(() => SipPassword.literal(value));
    });
    warn.mockRestore();
  });

  test('generateSecret is a manifest with one for each key', () => {
    const text = SipPassword.generateSecret({
      name: 'sip-passwords',
      namespace: 'telephony',
      keys: ['hall', 'kitchen'],
    });
    const secret = parse(text) as { kind: string; metadata: object; stringData: Record<string, string> };
    expect(secret).toMatchObject({ kind: 'Secret', metadata: { name: 'sip-passwords', namespace: 'telephony' } });
    expect(Object.keys(secret.stringData)).toEqual(['hall', 'kitchen']);
    expect(secret.stringData.hall).not.toBe(secret.stringData.kitchen);
  });

  test('generateSecret fails with what is no key', () => {
    expect(errorOf(() => SipPassword.generateSecret({ name: 'x', keys: ['a/b'] })).code).toBe('SecretKey');
  });
});

describe('a weak password', () => {
  test.each([
    ['hunter2', 'has 7 characters'],
    ['aaaaaaaaaaaaaaaa', 'has only 1 different characters'],
    ['8273645091827364', 'has only digits'],
    ['the-Hall-phone-9', 'holds the name of its phone'],
  ])('fails: %s', (value, reason) => {
    const error = errorOf(() => authOf(() => SipPassword.literal(value)));
    expect(error.code).toBe('Password');
    expect(error.message).toContain(`[test/config/hall]: the password ${reason}`);
    expect(error.message).toContain('SipPassword.generate()');
    expect(error.message).not.toContain(value);
  });

  test('is what a provider may give', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    const literal = SipPassword.literal('1234');
    new SipTrunk(config(), 'carrier', { host: 'sip.example.com', username: 'us', password: literal });
    expect(warn).toHaveBeenCalled();
    warn.mockRestore();
  });
});

test.each(['a/b', '', '.', '..', '..data', 'ü', 'a b', 'x'.repeat(254)])('fails with %j for a key', (key) => {
  const scope = chart();
  const secret = kplus.Secret.fromSecretName(scope, 'secret', 'sip-passwords');
  const error = errorOf(() => phone(config(scope), 'hall', '201', { password: { secret, key } }));
  expect(error.code).toBe('SecretKey');
  expect(error.message).toContain("name the key as it stands in 'sip-passwords'");
});

test('fails when a Secret of the app never gets the key', () => {
  const scope = chart();
  const secret = new kplus.Secret(scope, 'secret', { stringData: { kitchen: 'x' } });
  const made = config(scope);
  phone(made, 'hall', '201', { password: { secret, key: 'hall' } });
  phone(made, 'kitchen', '202', { password: { secret, key: 'kitchen' } });
  const messages = () => scope.node.findAll().flatMap(({ node }) => node.validate());
  expect(messages()).toEqual([
    'the Secret [test/secret] has no key "hall": add it with addStringData, or name another',
  ]);
  secret.addStringData('hall', 'y');
  expect(messages()).toEqual([]);
});
