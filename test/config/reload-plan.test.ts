import { AsteriskVersion } from '../../lib/catalog/version';
import { reloadPlan, restartHash, restartParts } from '../../lib/config/reload-plan';

const version = AsteriskVersion.V22;

function parts(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(restartParts(new Map(Object.entries(files)), version));
}

function plan(files: Record<string, string>, of = version): Record<string, readonly string[]> {
  return Object.fromEntries(reloadPlan(new Map(Object.entries(files)), of));
}

describe('reloadPlan', () => {
  test('each file has the command of its module; what is not known has none', () => {
    expect(plan({ 'extensions.conf': '', 'pjsip.conf': '', 'asterisk.conf': '', 'mine.conf': '' })).toEqual({
      'extensions.conf': ['module reload pbx_config.so'],
      'pjsip.conf': ['module reload res_pjsip.so'],
    });
  });

  test('differs by version', () => {
    expect(plan({ 'pjsip_wizard.conf': '', 'prometheus.conf': '' }, AsteriskVersion.V16)).toEqual({
      'pjsip_wizard.conf': ['module reload res_pjsip.so'],
    });
  });

  test('what a file includes, or names, is read with it', () => {
    expect(
      plan({
        'pjsip.conf': '#include phones-*.conf\n[tls]\ntype=transport\ncert_file=/etc/asterisk/tls.crt\n',
        'http.conf': '[general]\ntlscertfile=/etc/asterisk/tls.crt\n',
        'phones-1.conf': '#tryinclude "auth.conf"\n',
        'auth.conf': '',
        'tls.crt': '',
      }),
    ).toMatchObject({
      'tls.crt': ['module reload http', 'module reload res_pjsip.so'],
      'phones-1.conf': ['module reload res_pjsip.so'],
      'auth.conf': ['module reload res_pjsip.so'],
    });
  });

  test('a file that is also read at the start only wants a restart', () => {
    expect(
      plan({ 'pjsip.conf': '#include a.conf\n', 'asterisk.conf': '#include a.conf\n', 'a.conf': '' }),
    ).not.toHaveProperty(['a.conf']);
  });

  test('files that include each other', () => {
    expect(plan({ 'a.conf': '#include b.conf\n', 'b.conf': '#include a.conf\n' })).toEqual({});
  });
});

describe('restartParts', () => {
  test('nothing of what is reloaded; of pjsip.conf the objects that are not', () => {
    expect(
      parts({
        'extensions.conf': '[a]\nexten=>1,1,NoOp()\n',
        'pjsip.conf':
          '[t](!)\ntype=transport\nprotocol=udp\n[udp](t)\nbind=[::]:5060\n[system]\ntype=system\n[hall]\ntype=endpoint\n',
      }),
    ).toEqual({ 'pjsip.conf': '[udp]\ntype=transport\nprotocol=udp\nbind=[::]:5060\n[system]\ntype=system\n' });
  });

  test('transports in a file that pjsip.conf includes', () => {
    expect(parts({ 'pjsip.conf': '#include a.conf\n', 'a.conf': '[udp]\ntype=transport\n' })).toEqual({
      'a.conf': '[udp]\ntype=transport\n',
    });
  });

  test('comments and the order of modules mean nothing', () => {
    const one = { 'modules.conf': '[modules]\nload=a.so ; why\nload=b.so\n' };
    const other = { 'modules.conf': '[modules]\nload=b.so\nload=a.so ; other\n' };
    expect(parts(one)).toEqual(parts(other));
    expect(parts(one)).not.toEqual(parts({ 'modules.conf': '[modules]\nload=a.so\n' }));
  });

  test('a file of which a part stands elsewhere counts as it is', () => {
    const text = '[hall](template-of-the-includer)\ntype=endpoint\n';
    expect(parts({ 'mine.conf': text })).toEqual({ 'mine.conf': text });
  });
});

test('the hash follows from what wants a restart', () => {
  const hash = (files: Record<string, string>) => restartHash(new Map(Object.entries(files)), version);
  const files = { 'asterisk.conf': '[options]\nmaxcalls=1\n', 'queues.conf': '[a]\n' };
  expect(hash(files)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash({ ...files, 'queues.conf': '[b]\n' })).toBe(hash(files));
  expect(hash({ ...files, 'asterisk.conf': '[options]\nmaxcalls=2\n' })).not.toBe(hash(files));
});
