import { catalogOf } from '../../lib/catalog/catalog-of';
import { AsteriskVersion } from '../../lib/catalog/version';
import { Configuration } from '../../lib/config/configuration';
import { optionName, optionProperty } from '../../lib/config/options';
import type { Options } from '../../lib';
import { errorOf } from '../support/error-of';

const configuration = (version = AsteriskVersion.V22) => new Configuration(version);
const endpoint = (options: Options, version?: AsteriskVersion) =>
  configuration(version).pjsip.addObject('endpoint', 'hall', options);

test.each(AsteriskVersion.ALL)('every option of %s has one name in TypeScript, and back', (version) => {
  const names = Object.values(catalogOf(version).files).flatMap(({ objects }) =>
    Object.values(objects).flatMap(({ options }) => Object.keys(options)),
  );
  expect(names.length).toBeGreaterThan(590);
  expect(names.filter((name) => ![optionName(optionProperty(name)), optionProperty(name)].includes(name))).toEqual([]);
});

describe('a known section', () => {
  test('takes what Asterisk reads', () => {
    const section = endpoint({
      direct_media: false,
      directMediaMethod: 'update',
      rtpTimeout: 30,
      allow: ['alaw', 'ulaw'],
      permit: ['192.0.2.0/24', '198.51.100.0/24'],
      timers: 'always',
      '100rel': 'peer_supported',
      identifyBy: ['username', 'ip'],
      fromUser: '«secret:a/b»',
    });
    expect(section.toNode().items).toMatchObject([
      { key: 'type', value: 'endpoint' },
      { key: 'direct_media', value: 'no' },
      { key: 'direct_media_method', value: 'update' },
      { key: 'rtp_timeout', value: '30' },
      { key: 'allow', value: 'alaw,ulaw' },
      // What may repeat and is not split at commas stands in several lines.
      { key: 'permit', value: '192.0.2.0/24' },
      { key: 'permit', value: '198.51.100.0/24' },
      { key: 'timers', value: 'always' },
      { key: '100rel', value: 'peer_supported' },
      { key: 'identify_by', value: 'username,ip' },
      { key: 'from_user', value: '«secret:a/b»' },
    ]);
    expect(section.set({ permit: '203.0.113.0/24' }).toNode().items).toHaveLength(10);
  });

  test.each<[Options, string, string]>([
    [{ directMedai: true }, 'UnknownOption', 'has no option "direct_medai", did you mean \'direct_media\'?'],
    [{ allow_unauthenticated_optoins: true }, 'UnknownOption', "did you mean 'allow_unauthenticated_options'?"],
    [{ rtpstart: 10000 }, 'UnknownOption', 'pjsip.conf [hall] (endpoint): Asterisk 22.10.1 has no option "rtpstart"'],
    [{ directMedia: 'maybe' }, 'OptionValue', 'direct_media is "maybe", allowed are yes and no'],
    [{ rtpTimeout: 'long' }, 'OptionValue', 'rtp_timeout is "long", allowed is a whole number'],
    [{ rtpTimeout: 1.5 }, 'OptionValue', 'rtp_timeout is "1.5", allowed is a whole number'],
    [{ dtmfMode: 'rfc2833' }, 'OptionValue', 'allowed are rfc4733, inband, info, auto, auto_info'],
    [{ identifyBy: ['ip', 'nose'] }, 'OptionValue', 'identify_by is "ip,nose"'],
    [{ type: 'endpont' }, 'OptionValue', 'type is "endpont", did you mean \'endpoint\'?'],
    [{ 'direct\nmedia': true }, 'ConfValue', 'pjsip.conf'],
    [{ context: 'a\nb' }, 'ConfValue', 'pjsip.conf'],
    [{ '': 'x' }, 'ConfValue', 'pjsip.conf'],
  ])('fails with %j', (options, code, message) => {
    expect(errorOf(() => endpoint(options))).toEqual({ code, message: expect.stringContaining(message) as string });
  });

  test('fails with what another version has, and says which', () => {
    expect(errorOf(() => endpoint({ tenantid: 'x' }, AsteriskVersion.V16))).toEqual({
      code: 'OptionVersion',
      message:
        "pjsip.conf [hall] (endpoint): 'tenantid' exists since 18.25.0, this configuration is for 16.28.0: leave it out, or choose another version",
    });
    expect(errorOf(() => endpoint({ redirectMethod: 'user', contactUserr: 'x' }, AsteriskVersion.V16)).code).toBe(
      'UnknownOption',
    );
  });

  test('stays as it was where one option fails', () => {
    const section = endpoint({ rtpTimeout: 30 });
    expect(() => section.set({ rtpTimeout: 'x' as unknown as number })).toThrow();
    expect(section.get('rtp_timeout')).toBe('30');
  });
});

test('sections are told by their names', () => {
  const files = configuration();
  files.file('cdr.conf').section('general').set({ enable: false });
  files.file('confbridge.conf').addSection('visitors', { type: 'user', quiet: true });
  files.file('features.conf').section('featuremap').set({ blindxfer: '##' });
  expect(
    errorOf(() =>
      files
        .file('features.conf')
        .section('featuremap')
        .set({ blindxfr: '##' } as object),
    ).message,
  ).toContain("did you mean 'blindxfer'?");
  expect(errorOf(() => files.file('confbridge.conf').addSection('a', { type: 'usr' } as object)).message).toContain(
    "did you mean 'user'?",
  );
  // Of a file that no catalog has, anything may be.
  files.file('own.conf').section('any').set({ thing: 'x' });
});

describe('a hand-written file', () => {
  const add = (text: string, name = 'pjsip_notify.conf', version?: AsteriskVersion) => {
    configuration(version).addFile(name, text);
  };

  test('is taken when Asterisk reads it', () => {
    add('[reboot](!)\nEvent=>check-sync\n[snom](reboot)\nContent-type=>text/plain\n');
    add(
      '[general]\n[a](!)\ntype=bridge\nmax_members=3\n[b](a)\nvideo_mode=sfu\n[c]\ntype=menu\n*1=toggle_mute\n',
      'confbridge.conf',
    );
  });

  test.each([
    [
      '[b]\ntype=bridge\nvideo_mode=sfx\n',
      'OptionValue',
      'confbridge.conf:3:1: confbridge.conf [b] (bridge): video_mode is "sfx"',
    ],
    [
      '[a](!)\ntype=user\n[b](a)\n\nquite=yes\n',
      'UnknownOption',
      'confbridge.conf:5:1: confbridge.conf [b] (user): Asterisk 22.10.1 has no option "quite", did you mean \'quiet\'?',
    ],
    [
      '[b]\ntype=brigde\n',
      'OptionValue',
      'confbridge.conf:2:1: confbridge.conf [b]: type is "brigde", did you mean \'bridge\'?',
    ],
  ])('fails with %j', (text, code, message) => {
    expect(
      errorOf(() => {
        add(text, 'confbridge.conf');
      }),
    ).toEqual({ code, message: expect.stringContaining(message) as string });
  });
});
