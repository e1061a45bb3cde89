import { Duration } from 'cdk8s';
import { Codec, IpFamily, MediaEncryption, SipPassword, SipPhone, type PjsipType, type SipPhoneProps } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifests, password, phone, tls } from '../support/pbx';

const object = (of: ReturnType<typeof config>, type: PjsipType, name: string) =>
  of.pjsip
    .object(type, name)
    .toNode()
    .items.flatMap((item) => (item.kind === 'assignment' ? [`${item.key}=${item.value}`] : []));

test('minimal', () => {
  const made = config();
  phone(made, 'hall', '201');
  expect(object(made, 'endpoint', 'hall')).toEqual([
    'type=endpoint',
    'context=from-hall',
    'disallow=all',
    'allow=g722,alaw,ulaw',
    'direct_media=no',
    'rtp_timeout=120',
    'rtp_timeout_hold=3600',
    'callerid=hall <201>',
    'aors=hall',
    'auth=hall',
    'identify_by=username,auth_username',
  ]);
  expect(object(made, 'aor', 'hall')).toEqual(['type=aor', 'max_contacts=1', 'remove_existing=yes']);
  expect(object(made, 'auth', 'hall')).toEqual([
    'type=auth',
    'username=hall',
    'auth_type=userpass',
    'password=«secret:sip-passwords/hall»',
  ]);
  expect(made.pjsip.objects('transport').map(({ name }) => name)).toEqual(['udp6', 'udp4']);
});

test('all props', () => {
  const made = config();
  const props: Required<SipPhoneProps> = {
    extension: '*21#',
    password: password(made, 'front.door_1'),
    name: 'front-door',
    displayName: 'Vordertür 🚪',
    ipFamily: IpFamily.IPV4,
    codecs: [Codec.ULAW, Codec.of('g729')],
    ringTime: Duration.minutes(1),
    tls: tls(made),
    mediaEncryption: MediaEncryption.DTLS,
  };
  const made2 = new SipPhone(made, 'front door', props);
  expect(made2.endpoint.get('callerid')).toBe('Vordertür 🚪 <*21#>');
  expect(made2.endpoint.get('transport')).toBe('tls4');
  expect(made2.endpoint.get('media_encryption')).toBe('dtls');
  expect(made2.endpoint.get('allow')).toBe('ulaw,g729');
  expect(made.pjsip.auth('front-door').get('password')).toBe('«secret:sip-passwords/front.door_1»');
  expect(made.render().files.get('extensions.conf')).toContain('exten => *21#,1,Dial(PJSIP/front-door,60)');
});

test.each([
  [IpFamily.IPV4, 'udp4', ['udp4']],
  [IpFamily.IPV6, 'udp6', ['udp6']],
  [IpFamily.DUAL, undefined, ['udp6', 'udp4']],
])('of %s has transport %s', (ipFamily, transport, transports) => {
  const made = config();
  expect(phone(made, 'hall', '201', { ipFamily }).endpoint.get('transport')).toBe(transport);
  expect(made.pjsip.objects('transport').map(({ name }) => name)).toEqual(transports);
});

describe('a literal password', () => {
  test('becomes a Secret and a warning, and is in no file', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation();
    const scope = chart();
    const made = config(scope);
    phone(made, 'hall', '201', { password: SipPassword.literal('hunter2;x-and-more') });
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining('[test/config/hall]: the password is written in the code'),
      expect.anything(),
    );
    expect(JSON.stringify(warn.mock.calls)).not.toContain('hunter2');
    const [secret] = manifests(scope).filter(({ kind }) => kind === 'Secret') as unknown as {
      metadata: { name: string };
      stringData: object;
    }[];
    expect(secret?.stringData).toEqual({ password: 'hunter2;x-and-more' });
    expect(made.pjsip.auth('hall').get('password')).toBe(`«secret:${secret?.metadata.name ?? ''}/password»`);
    expect([...made.render().files.values()].join('')).not.toContain('hunter2');
    warn.mockRestore();
  });

  test.each(['a\nb', '', ' a', 'a ', 'a\0b', '\ta', 'a\n'])('fails with %j, which it does not show', (value) => {
    const error = errorOf(() => phone(config(), 'hall', '201', { password: SipPassword.literal(value) }));
    expect(error.code).toBe('Password');
    expect(error.message).toContain('[test/config/hall]');
    expect(error.message).not.toMatch(/a\nb|"a|ab/);
  });
});

describe('allowCallsTo', () => {
  test('adds up', () => {
    const made = config();
    const [hall, kitchen, doorbell] = [
      phone(made, 'hall', '201'),
      phone(made, 'kitchen', '202'),
      phone(made, 'doorbell', '210'),
    ];
    doorbell.allowCallsTo(hall);
    doorbell.allowCallsTo(kitchen);
    expect(made.house.phones[2]?.mayCall).toEqual(['hall', 'kitchen']);
  });

  test('fails with a phone of another configuration', () => {
    const scope = chart();
    const [one, other] = [config(scope), config(scope, {}, 'other')];
    const error = errorOf(() => {
      phone(one, 'hall', '201').allowCallsTo(phone(other, 'attic', '301'));
    });
    expect(error).toEqual({
      code: 'ForeignPhone',
      message: expect.stringContaining('[test/config/hall]: refers to the phone [test/other/attic]') as string,
    });
  });
});

test.each<[string, Partial<SipPhoneProps>, string, string]>([
  ['letters in the extension', { extension: '20a' }, 'PhoneExtension', 'extension "20a" cannot be dialled'],
  ['a dot in the extension', { extension: '2.' }, 'PhoneExtension', "give one such as '201'"],
  ['an empty extension', { extension: '' }, 'PhoneExtension', '""'],
  ['the extension of call pickup', { extension: '*8' }, 'PhoneExtension', "extension '*8' would never ring"],
  ['a huge extension', { extension: '1'.repeat(21) }, 'PhoneExtension', '1 to 20'],
  [
    'an emergency number as extension',
    { extension: '999' },
    'EmergencyExtension',
    'is an emergency number in GB (112, 999)',
  ],
  ['a space in the name', { name: 'front door' }, 'SipName', '"front door" is no name'],
  ['a bracket in the name', { name: 'a]' }, 'SipName', '[test/config/x]'],
  ['an empty name', { name: '' }, 'SipName', 'letters'],
  ['a quote in the display name', { displayName: 'a"b' }, 'DisplayName', 'displayName "a\\"b"'],
  ['a line feed in the display name', { displayName: 'a\nb' }, 'DisplayName', 'control characters'],
  ['a long display name', { displayName: 'é'.repeat(38) }, 'DisplayName', '79 bytes'],
  ['a time without end', { ringTime: Duration.seconds(0) }, 'RingTime', 'ringTime is 0 seconds'],
  ['a time of hours', { ringTime: Duration.hours(2) }, 'RingTime', 'from 1 to 3600'],
  ['no codec', { codecs: [] }, 'Codecs', 'codecs is empty'],
])('fails with %s', (_, props, code, message) => {
  expect(errorOf(() => phone(config(), 'x', '201', props))).toEqual({
    code,
    message: expect.stringContaining(message) as string,
  });
});

test('fails with a key that no Secret can have', () => {
  const made = config();
  expect(errorOf(() => phone(made, 'x', '201', { password: { ...password(made), key: 'a/b' } })).code).toBe(
    'SecretKey',
  );
});

test('fails with a codec that is no name', () => {
  expect(errorOf(() => Codec.of('G.711')).code).toBe('CodecName');
});

test('fails with a phone twice', () => {
  const made = config();
  phone(made, 'hall', '201');
  expect(errorOf(() => phone(made, 'hall', '202'))).toEqual({
    code: 'DuplicateName',
    message: expect.stringContaining('[test/config]: the id "hall" belongs to [test/config/hall] already') as string,
  });
  expect(errorOf(() => phone(made, 'hall2', '202', { name: 'hall' }))).toEqual({
    code: 'DuplicateName',
    message: expect.stringContaining(
      '[test/config/hall2]: the name "hall" belongs to [test/config/hall] already',
    ) as string,
  });
});

test('fails with two phones of one extension', () => {
  const made = config();
  phone(made, 'hall', '201');
  expect(errorOf(() => phone(made, 'kitchen', '201'))).toEqual({
    code: 'DuplicateExtension',
    message: expect.stringContaining(
      '[test/config/kitchen]: extension "201" belongs to [test/config/hall] already',
    ) as string,
  });
});
