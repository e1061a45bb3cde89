import {
  AsteriskConfig,
  AsteriskVersion,
  LogFormat,
  RecordStore,
  Tones,
  application,
  type AsteriskConfigProps,
} from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, phone } from '../support/pbx';

const files = (of: AsteriskConfig) => of.render().files;
const modules = (of: AsteriskConfig) => of.render().modules.map(({ name }) => name);

test('minimal', () => {
  const rendered = files(config());
  expect([...rendered.keys()]).toEqual([
    'acl.conf',
    'asterisk.conf',
    'ccss.conf',
    'cdr.conf',
    'cel.conf',
    'features.conf',
    'indications.conf',
    'logger.conf',
    'manager.conf',
    'modules.conf',
    'pjsip.conf',
    'rtp.conf',
    'stasis.conf',
    'udptl.conf',
  ]);
  expect(rendered.get('asterisk.conf')).not.toContain('[directories]');
  expect(rendered.get('asterisk.conf')).toMatch(/^live_dangerously = no\nexecincludes = no$/m);
  expect(rendered.get('modules.conf')).toContain('autoload = no');
  expect(rendered.get('manager.conf')).toBe('[general]\nenabled = yes\nbindaddr = 127.0.0.1\nport = 5038\n');
  expect(rendered.get('cdr.conf')).toBe('[general]\nenable = no\n');
  expect(rendered.get('logger.conf')).toContain('console => [json]notice,warning,error,security\n');
  expect(rendered.get('rtp.conf')).toBe('[general]\nrtpstart = 10000\nrtpend = 10999\n');
  expect(rendered.get('indications.conf')).toContain('country = uk');
});

test('all props', () => {
  const props: Required<AsteriskConfigProps> = {
    country: 'FR',
    version: AsteriskVersion.V16,
    tones: Tones.of('DE'),
    rtpPorts: { first: 20000, last: 20099 },
    logFormat: LogFormat.DEFAULT,
    cdr: [RecordStore.csv()],
    cel: [RecordStore.csv()],
    lint: { rules: { 'no-hangup': 'off' } },
  };
  const made = new AsteriskConfig(chart(), 'config', props);
  expect(made.version).toBe(AsteriskVersion.V16);
  expect(made.numberingPlan.callingCode).toBe('33');
  expect(files(made).get('indications.conf')).toContain('country = de');
  expect(files(made).get('rtp.conf')).toContain('rtpend = 20099');
  expect(files(made).get('logger.conf')).toContain('console => [default]notice,');
  expect(made.modules).toEqual(expect.arrayContaining(['cdr_csv', 'cel_custom']));
});

describe('files', () => {
  test('stay reachable, typed or not', () => {
    const made = config();
    phone(made, 'hall', '201');
    made.pjsip.endpoint('hall').set({ directMedia: true, rtpTimeout: 60, mohSuggest: undefined });
    made.file('rtp.conf').section('general').set({ icesupport: false });
    made
      .file('sip_notify_extra.conf')
      .addSection('a', { b: ['x', 'y'] })
      .add('c', 1, '=>');
    expect(files(made).get('pjsip.conf')).toMatch(/direct_media = yes[^[]*rtp_timeout = 60/);
    expect(files(made).get('rtp.conf')).toContain('icesupport = no');
    expect(files(made).get('sip_notify_extra.conf')).toBe('[a]\nb = x,y\nc => 1\n');
  });

  test('are added as text', () => {
    const made = config();
    made.addFile('queues.conf', '; people\n[sales](!)\nmember => PJSIP/hall\n[emea](sales)\n');
    made.loadModule('app_queue.so');
    expect(files(made).get('queues.conf')).toBe('; people\n[sales](!)\nmember => PJSIP/hall\n\n[emea](sales)\n');
    expect(files(made).get('queuerules.conf')).toBe('');
    expect(modules(made)).toContain('app_queue');
  });

  test('name the secrets they refer to, in text too', () => {
    const made = config();
    phone(made, 'hall', '201');
    made.addFile('x.conf', '[a]\nb = «secret:other/key»\n; «secret:not/this»\n');
    expect(made.render().secrets).toEqual([
      { name: 'sip-passwords', key: 'hall' },
      { name: 'other', key: 'key' },
    ]);
  });

  test.each<[string, (of: AsteriskConfig) => unknown, string, string]>([
    [
      'a mistake in a text',
      (of) => {
        of.addFile('queues.conf', '[a]\nb\n');
      },
      'ConfSyntax',
      "queues.conf:2:1: a line has no '='",
    ],
    [
      'a text in place of the dialplan',
      (of) => {
        of.addFile('extensions.conf', '');
      },
      'DuplicateFile',
      'use dialplan.context',
    ],
    ['a text in place of the modules', (of) => of.file('modules.conf'), 'DuplicateFile', 'use loadModule'],
    [
      'a text in place of our file',
      (of) => {
        of.addFile('rtp.conf', '');
      },
      'DuplicateFile',
      '[test/config]: rtp.conf is written already',
    ],
    ['a path', (of) => of.file('../x.conf'), 'FileName', '"../x.conf" is no name for a file'],
    ['another ending', (of) => of.file('x.yaml'), 'FileName', 'ending in .conf'],
    [
      'a line feed in an option',
      (of) => of.file('x.conf').addSection('a', { b: '1\n2' }),
      'ConfValue',
      '[test/config]: x.conf: the value "1\\n2" of "b" of [a]',
    ],
    [
      'an object that is not there',
      (of) => of.pjsip.endpoint('hal'),
      'UnknownObject',
      'pjsip.conf has no endpoint "hal"',
    ],
    [
      'an object twice',
      (of) => {
        of.pjsip.addObject('acl', 'a');
        of.pjsip.addObject('acl', 'a');
      },
      'DuplicateObject',
      'pjsip.conf has acl "a" already',
    ],
  ])('fails with %s', (_, act, code, message) => {
    expect(errorOf(() => act(config()))).toEqual({ code, message: expect.stringContaining(message) as string });
  });

  test('fails with a misspelt name, and says which was meant', () => {
    const made = config();
    phone(made, 'kitchen', '202');
    expect(errorOf(() => made.pjsip.endpoint('kitchn')).message).toContain("did you mean 'kitchen'?");
  });
});

describe('modules', () => {
  test('are those that are used', () => {
    expect(modules(config())).toEqual(['res_security_log']);
    const made = config();
    phone(made, 'hall', '201');
    expect(modules(made)).toEqual(
      expect.arrayContaining(['chan_pjsip', 'res_pjsip_session', 'codec_alaw', 'app_dial', 'pbx_config']),
    );
    expect(modules(made)).not.toEqual(expect.arrayContaining(['res_pjsip_outbound_registration']));
    expect(modules(made)).not.toEqual(expect.arrayContaining(['res_pjsip_endpoint_identifier_anonymous']));
  });

  test('follow the dialplan, functions within strings included', () => {
    const made = config();
    made.dialplan
      .context('internal')
      .extension('*60', [
        application.Answer(),
        application.Set('CHANNEL(language)', 'en'),
        application.Playback('${IF($[1]?a:b)}'),
      ]);
    expect(modules(made)).toEqual(
      expect.arrayContaining(['app_playback', 'format_gsm', 'func_channel', 'func_logic', 'pbx_config']),
    );
  });

  test('differ by version', () => {
    const load = (version: AsteriskVersion) => {
      const made = config(chart(), { version });
      made.loadModule('cdr_custom');
      return modules(made);
    };
    expect(load(AsteriskVersion.V22)).toContain('res_cdrel_custom');
    expect(load(AsteriskVersion.V16)).not.toContain('res_cdrel_custom');
  });

  test('each have a reason', () => {
    const made = config();
    phone(made, 'hall', '201');
    expect(made.render().modules.every(({ reason }) => reason !== '')).toBe(true);
    expect(files(made).get('modules.conf')).toContain('load = app_dial.so ; application Dial');
  });

  test.each<[string, (of: AsteriskConfig) => void, string]>([
    [
      'a module',
      (of) => {
        of.loadModule('app_quue');
      },
      'no module "app_quue" (asked for), did you mean \'app_queue\'?',
    ],
    [
      'an application',
      (of) => {
        of.dialplan.context('internal').extension('1', [application.raw('Dail', 'PJSIP/a')]);
      },
      'no application "Dail", did you mean \'Dial\'?',
    ],
    [
      'a function',
      (of) => {
        of.dialplan.context('internal').extension('1', [application.NoOp('${FLITER(0-9,1)}')]);
      },
      'no function "FLITER", did you mean \'FILTER\'?',
    ],
  ])('fails with %s that the version does not have', (_, act, message) => {
    const made = config();
    act(made);
    expect(errorOf(() => made.render()).message).toContain(`[test/config]: Asterisk 22.10.1 has ${message}`);
  });
});

describe('a step of the dialplan', () => {
  test('fails with an option letter that the version does not have, typed or raw', () => {
    for (const step of [application.Dial('PJSIP/a', 20, { j: true }), application.raw('Dial', 'PJSIP/a,20,j')]) {
      const made = config(chart(), { version: AsteriskVersion.V16 });
      made.dialplan.context('internal').extension('1', [step]);
      expect(errorOf(() => made.render()).message).toContain(
        '[test/config]: [internal] 1: Dial: Asterisk 16.28.0 has no option "j", but 22.10.1 has',
      );
    }
  });

  test('fails in a file that is added as text, with its line', () => {
    const error = errorOf(() => {
      config().addFile('extensions_own.conf', '[own]\nexten => 1,1,Answer()\n same => n,Queue()\n');
    });
    expect(error.message).toContain('extensions_own.conf:3:');
    expect(error.message).toContain('Queue: "" lacks an argument: it needs queuename');
  });
});

describe('dialplan', () => {
  test('what is added to a context of ours joins it', () => {
    const made = config();
    phone(made, 'hall', '201');
    made.dialplan.context('internal').extension('*60', [application.Answer()]).include('extra');
    made.dialplan.context('extra').extension('_2XX', [application.Hangup()]);
    expect(files(made).get('extensions.conf')).toMatch(
      /\[internal\][^[]*exten => 201[^[]*exten => \*60,1,Answer\(\)\ninclude => extra/,
    );
    expect(files(made).get('extensions.conf')).toContain('[extra]\nexten => _2XX,1,Hangup()');
  });

  test('fails with an extension that a phone has', () => {
    const made = config();
    phone(made, 'hall', '201');
    made.dialplan.context('internal').extension('201', [application.Answer()]);
    expect(errorOf(() => made.render()).code).toBe('DuplicateExtension');
  });
});

describe('once rendered', () => {
  test.each<[string, (of: AsteriskConfig) => unknown]>([
    ['a phone', (of) => phone(of, 'kitchen', '202')],
    ['a file', (of) => of.file('new.conf')],
    [
      'a text',
      (of) => {
        of.addFile('new.conf', '');
      },
    ],
    [
      'a module',
      (of) => {
        of.loadModule('app_queue');
      },
    ],
    ['an option', (of) => of.pjsip.endpoint('hall').set({ directMedia: true })],
    ['an extension', (of) => of.dialplan.context('internal').extension('1', [application.Hangup()])],
  ])('fails with %s', (_, act) => {
    const made = config();
    phone(made, 'hall', '201');
    made.render();
    expect(errorOf(() => act(made))).toEqual({
      code: 'ConfigClosed',
      message: expect.stringContaining('is rendered already: do it before') as string,
    });
  });

  test('it stays as it is', () => {
    const made = config();
    expect(made.render()).toBe(made.render());
  });
});

test('the baseline is what the bare image boots with: no phone, trunk or dialplan', () => {
  const made = config();
  const before = made.baseline;
  phone(made, 'hall', '201');
  expect(made.baseline).toEqual(before);
  expect(made.baseline.get('pjsip.conf')).toBe('');
});

test.each([
  ['country', { country: 'UK' }, 'NumberingPlan'],
  ['country', { country: '' }, 'NumberingPlan'],
  ['rtpPorts', { rtpPorts: { first: 10000, last: 10001 } }, 'PortRange'],
  ['rtpPorts', { rtpPorts: { first: 80, last: 10001 } }, 'PortRange'],
  ['rtpPorts', { rtpPorts: { first: 60000, last: 70000 } }, 'PortRange'],
  ['rtpPorts', { rtpPorts: { first: 1.5 + 20000, last: 30000 } }, 'PortRange'],
])('fails with a bad %s: %j', (_, props, code) => {
  expect(errorOf(() => config(chart(), props))).toEqual({
    code,
    message: expect.stringMatching(/^\[test\/config\]: /) as string,
  });
});

test('a country without tones of its own takes others, in the bare image too', () => {
  expect(errorOf(() => config(chart(), { country: 'IS' }))).toEqual({
    code: 'Tones',
    message: expect.stringContaining('Tones.custom') as string,
  });
  const made = config(chart(), { country: 'IS', tones: Tones.of('DK') });
  expect(made.baseline.get('indications.conf')).toContain('country = dk');
});
