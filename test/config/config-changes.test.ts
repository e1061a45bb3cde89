import { AsteriskVersion } from '../../lib/catalog/version';
import { configChanges } from '../../lib/config/config-changes';
import { reloadPlan, restartHash } from '../../lib/config/reload-plan';

const version = AsteriskVersion.V22;

type Files = Record<string, string>;
const texts = (files: Files) => new Map(Object.entries(files));

function changes(before: Files, after: Files) {
  const commands = new Map([...reloadPlan(texts(before), version), ...reloadPlan(texts(after), version)]);
  return configChanges(texts(before), texts(after), commands);
}

/** Where something has changed, and what it means. */
function shortly(before: Files, after: Files): string[] {
  return changes(before, after).map(({ file, section, option, before: old, after: now, effect }) =>
    [effect, file, section, option, old, '→', now].filter((part) => part !== undefined).join(' '),
  );
}

const PJSIP = '[udp]\ntype=transport\nbind=[::]:5060\n[hall]\ntype=endpoint\nallow=alaw\n[hall]\ntype=aor\n';

describe('by section and option', () => {
  test.each<[string, Files, Files, string[]]>([
    [
      'a value',
      { 'pjsip.conf': PJSIP },
      { 'pjsip.conf': PJSIP.replace('alaw', 'ulaw') },
      ['reload pjsip.conf hall allow alaw → ulaw'],
    ],
    [
      'a transport',
      { 'pjsip.conf': PJSIP },
      { 'pjsip.conf': PJSIP.replace('5060', '5070') },
      ['restart pjsip.conf udp bind [::]:5060 → [::]:5070'],
    ],
    [
      'sections that come and go, objects of one name apart',
      { 'pjsip.conf': PJSIP },
      { 'pjsip.conf': `${PJSIP.replace('[hall]\ntype=aor\n', '')}[udp2]\ntype=transport\n` },
      ['reload pjsip.conf hall the whole section →', 'restart pjsip.conf udp2 → a new section'],
    ],
    [
      'lines with one key',
      { 'extensions.conf': '[a]\nexten=>1,1,A()\nsame=>n,B()\nsame=>n,C()\n' },
      { 'extensions.conf': '[a]\nexten=>1,1,A()\nsame=>n,C()\nsame=>n,D()\nsame=>n,E()\n' },
      [
        'reload extensions.conf a same n,B() →',
        'reload extensions.conf a same → n,D()',
        'reload extensions.conf a same → n,E()',
      ],
    ],
    [
      'the order of lines',
      { 'extensions.conf': '[a]\nsame=>n,B()\nsame=>n,C()\n' },
      { 'extensions.conf': '[a]\nsame=>n,C()\nsame=>n,B()\n' },
      ['reload extensions.conf a the order of lines →'],
    ],
    [
      'the order of sections',
      { 'acl.conf': '[a]\n[b]\n' },
      { 'acl.conf': '[b]\n[a]\n' },
      ['reload acl.conf the order of sections →'],
    ],
    [
      'modules',
      { 'modules.conf': '[modules]\nload=a.so ; why\nload=b.so\n' },
      { 'modules.conf': '[modules]\nload=c.so\nload=b.so\nload=a.so ; other\n' },
      ['restart modules.conf modules load → c.so'],
    ],
    [
      'comments, and the order of modules',
      { 'modules.conf': '[modules]\nload=a.so ; why\nload=b.so\n', 'acl.conf': '; one\n' },
      { 'modules.conf': '[modules]\nload=b.so\nload=a.so\n', 'acl.conf': '; other\n' },
      ['none acl.conf →', 'none modules.conf →'],
    ],
    [
      'files that come and go',
      { 'queues.conf': '[a]\n', 'asterisk.conf': '[options]\na=1\n' },
      { 'acl.conf': '[a]\n' },
      ['reload acl.conf →', 'restart asterisk.conf →', 'reload queues.conf →'],
    ],
    [
      'includes',
      { 'pjsip.conf': '#include a.conf\n', 'a.conf': '' },
      { 'pjsip.conf': '#include b.conf\n', 'a.conf': '' },
      ['reload pjsip.conf #include #include a.conf → b.conf'],
    ],
    [
      'what has no sections of its own',
      { 'pjsip.conf': '[t]\ntype=transport\ncert_file=/etc/asterisk/tls.crt\n', 'tls.crt': 'a', 'mine.conf': 'x' },
      {
        'pjsip.conf': '[t]\ntype=transport\ncert_file=/etc/asterisk/tls.crt\n',
        'tls.crt': 'b',
        'mine.conf': '[a](b)\n',
      },
      ['restart mine.conf →', 'reload tls.crt →'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(shortly(before, after)).toEqual(expected);
    // The pod is replaced just when this says so.
    const restarts = expected.some((line) => line.startsWith('restart'));
    expect(restartHash(texts(before), version) !== restartHash(texts(after), version)).toBe(restarts);
  });
});

test('no password is shown, what stands for one is', () => {
  const before = { 'pjsip.conf': '[a]\ntype=auth\npassword=hidden\n', 'voicemail.conf': '[default]\n201=>4711,Hall\n' };
  const after = {
    'pjsip.conf': '[a]\ntype=auth\npassword=«secret:sip/a»\n',
    'voicemail.conf': '[default]\n201=>4712,Hall\n',
  };
  expect(shortly(before, after)).toEqual([
    'reload pjsip.conf a password *** → «secret:sip/a»',
    'reload voicemail.conf default 201 *** → ***',
  ]);
});

test('why is said', () => {
  const [change] = changes({ 'pjsip.conf': PJSIP }, { 'pjsip.conf': PJSIP.replace('alaw', 'ulaw') });
  expect(change?.why).toBe('module reload res_pjsip.so reads it again');
});
