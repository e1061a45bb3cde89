import { AsteriskVersion } from '../../lib/catalog/version';
import { parse } from '../../lib/conf/parse';
import { resolveModules, type ResolveOptions } from '../../lib/config/resolve-modules';
import { errorOf } from '../support/error-of';

function resolved(
  files: Readonly<Record<string, string>>,
  options: ResolveOptions = {},
  version = AsteriskVersion.V22,
) {
  const nodes = Object.entries(files).map(([name, text]) => parse(text, name).file);
  return resolveModules(nodes, version, options);
}
const names = (...args: Parameters<typeof resolved>) => resolved(...args).map(({ name }) => name);
const step = (text: string) => ({ 'extensions.conf': `[in]\nexten => 1,1,${text}\n` });

test('nothing is needed for nothing', () => {
  expect(names({})).toEqual([]);
  expect(names({ 'pjsip.conf': '', 'rtp.conf': '[general]\nrtpstart=10000\n' })).toEqual([]);
});

describe('a dialplan needs', () => {
  test.each([
    ['NoOp()', []],
    ['Dial(Local/1@in)', ['app_dial', 'bridge_simple']],
    ['dial(Local/1@in)', ['app_dial', 'bridge_simple']],
    ['Dial(Local/1@in,20,m(jazz))', ['res_musiconhold']],
    ['Dial(Local/1@in,20,G(m^1^1))', []],
    ['Playback(hello-world)', ['app_playback', 'format_gsm', 'codec_gsm']],
    ['BackGround(hello-world)', ['format_gsm', 'codec_gsm']],
    ['ExecIf($[1]?Queue(a):VoiceMail(1@b))', ['app_exec', 'app_queue', 'app_voicemail']],
    ['Set(CALLERID(num)=${FILTER(0-9,${CUT(X,-,1)})})', ['func_callerid', 'func_strings', 'func_cut']],
    ['Set(A=${CUT(CURL(http://x),y,1)})', ['func_curl', 'res_curl', 'func_cut']],
    ['MixMonitor(${UNIQUEID}.wav,b)', ['app_mixmonitor', 'format_wav']],
    ['Record(/tmp/x:g722)', ['app_record', 'format_pcm', 'codec_g722']],
    ['ReceiveFAX(/tmp/x.tiff)', ['res_fax', 'res_fax_spandsp']],
    ['ConfBridge(1)', ['app_confbridge', 'bridge_softmix', 'res_timing_timerfd']],
    ['Dial(IAX2/other/1)', ['chan_iax2']],
    ['Park()', ['res_parking', 'bridge_holding']],
  ])('for %s', (text, needed) => {
    const found = names(step(text));
    expect(found).toEqual(expect.arrayContaining(['pbx_config', ...needed]));
    expect(found.includes('res_musiconhold')).toBe(needed.includes('res_musiconhold'));
  });

  test('what shows hints to phones where it has any', () => {
    expect(names({ 'extensions.conf': '[in]\nexten => 1,hint,PJSIP/a\n' })).toEqual(
      expect.arrayContaining(['res_pjsip_exten_state', 'res_pjsip_dialog_info_body_generator', 'chan_pjsip']),
    );
  });
});

describe('pjsip.conf needs', () => {
  const object = (...lines: string[]) => ({ 'pjsip.conf': `[a]\n${lines.join('\n')}\n` });
  test.each([
    [
      object('type=registration', 'outbound_auth=a'),
      ['res_pjsip_outbound_registration', 'res_pjsip_outbound_authenticator_digest'],
    ],
    [object('type=identify', 'endpoint=a', 'match=192.0.2.1'), ['res_pjsip_endpoint_identifier_ip']],
    [object('type=acl', 'deny=0.0.0.0/0'), ['res_pjsip_acl']],
    [object('type=aor', 'max_contacts=1'), ['res_pjsip_registrar']],
    [object('type=endpoint', 'mailboxes=1@a'), ['res_pjsip_mwi', 'res_pjsip_mwi_body_generator']],
    [object('type=endpoint', 'media_encryption=sdes'), ['res_srtp']],
    [object('type=endpoint', 'webrtc=yes'), ['res_srtp']],
    [object('type=endpoint', 'dtmf_mode=auto_info'), ['res_pjsip_dtmf_info']],
    [object('type=endpoint', 't38_udptl=yes'), ['res_pjsip_t38']],
    [object('type=transport', 'protocol=wss'), ['res_pjsip_transport_websocket', 'res_http_websocket']],
    [object('type=endpoint', 'allow=!all,g722,alaw'), ['codec_g722', 'codec_alaw']],
    [object('type=endpoint', 'allow=!all,speex16'), ['codec_speex', 'codec_resample']],
    [object('type=endpoint', 'allow=all'), ['codec_ulaw', 'codec_speex', 'res_format_attr_h264']],
    [
      { 'pjsip.conf': '[a]\ntype=endpoint\n', 'sorcery.conf': '[res_pjsip]\nendpoint=realtime,ps_endpoints\n' },
      ['res_sorcery_realtime'],
    ],
    [{ 'pjsip.conf': '[anonymous]\ntype=endpoint\n' }, ['res_pjsip_endpoint_identifier_anonymous']],
    [{ 'pjsip.conf': '[t](!)\ntype=endpoint\nt38_udptl=yes\n[a](t)\n' }, ['res_pjsip_t38']],
  ])('for %j', (files, needed) => {
    expect(names(files)).toEqual(expect.arrayContaining(['chan_pjsip', 'res_pjsip', ...needed]));
  });

  test('nothing for what is turned off, or not used', () => {
    const found = names(
      object('type=endpoint', 'dtmf_mode=rfc4733', 'media_encryption=no', 't38_udptl=no', 'allow=!all,ulaw'),
    );
    for (const module of ['res_srtp', 'res_pjsip_t38', 'res_pjsip_dtmf_info', 'codec_alaw', 'res_pjsip_registrar']) {
      expect(found).not.toContain(module);
    }
  });
});

describe('other files need', () => {
  test.each([
    [{ 'cdr.conf': '[general]\nenable=yes\n[csv]\nusegmtime=yes\n' }, 'cdr_csv'],
    [{ 'musiconhold.conf': '[default]\nmode=files\ndirectory=/x\n' }, 'res_musiconhold'],
    [{ 'logger.conf': '[logfiles]\nconsole=security\n' }, 'res_security_log'],
    [{ 'prometheus.conf': '[general]\nenabled=yes\n' }, 'res_prometheus'],
    [{ 'cdr_sqlite3_custom.conf': '[master]\ntable => cdr\n' }, 'cdr_sqlite3_custom'],
    [{ 'features.conf': '[applicationmap]\nx => *9,self,Playback,hello\n' }, 'app_playback'],
    [{ 'cdr_custom.conf': '[mappings]\nx.csv => ${CSV_QUOTE(${CDR(src)})}\n' }, 'func_cdr'],
    [{ 'ari.conf': '[general]\nenabled=yes\n' }, 'res_ari_channels'],
    [{ 'ari.conf': '[general]\nenabled=yes\n' }, 'app_stasis'],
    [{ 'ari.conf': '[general]\nenabled=yes\n' }, 'res_sorcery_config'],
  ])('%j: %s', (files, module) => {
    expect(names(files)).toContain(module);
  });

  test.each([
    [{ 'prometheus.conf': '[general]\nenabled=no\n' }, 'res_prometheus'],
    [{ 'ari.conf': '[general]\nenabled=no\n' }, 'res_ari'],
    [{ 'logger.conf': '[logfiles]\nconsole=notice\n' }, 'res_security_log'],
    [{ 'musiconhold.conf': '' }, 'res_musiconhold'],
  ])('nothing for %j: %s', (files, module) => {
    expect(names(files)).not.toContain(module);
  });
});

test('each comes behind what it requires, and says why it is there', () => {
  const found = resolved({ 'pjsip.conf': '[a]\ntype=endpoint\n' });
  const place = (name: string) => found.findIndex((module) => module.name === name);
  expect(place('res_pjproject')).toBeLessThan(place('res_pjsip'));
  expect(place('res_pjsip_session')).toBeLessThan(place('chan_pjsip'));
  expect(found[place('res_pjsip_pubsub')]).toEqual({ name: 'res_pjsip_pubsub', reason: 'module chan_pjsip' });
  expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
});

test('extra modules are loaded with what they require', () => {
  expect(names({}, { load: ['res_prometheus'] })).toEqual(expect.arrayContaining(['res_prometheus', 'res_pjsip']));
});

test('a module that is kept out and not needed is no matter', () => {
  expect(names(step('NoOp()'), { noload: ['app_queue'] })).toEqual(['pbx_config', 'res_timing_timerfd']);
});

test.each<[Readonly<Record<string, string>>, ResolveOptions, string, string]>([
  [step('Dail(x)'), {}, 'UnknownApplication', 'has no application "Dail", did you mean \'Dial\'?'],
  [step('Set(A=${FLITER(a,b)})'), {}, 'UnknownFunction', 'has no function "FLITER", did you mean \'FILTER\'?'],
  [step('MeetMe(1)'), {}, 'UnknownModule', 'has no module "app_meetme" (application MeetMe)'],
  [step('Dial(SIP/a)'), {}, 'UnknownModule', 'has no module "chan_sip" (channels SIP)'],
  [{}, { load: ['res_prometeus'] }, 'UnknownModule', "did you mean 'res_prometheus'?"],
  [
    step('Dial(x)'),
    { noload: ['app_dial'] },
    'ModuleNeeded',
    'the module "app_dial" must not be loaded, and is needed: application Dial',
  ],
])('fails for %j with %j', (files, options, code, message) => {
  expect(errorOf(() => resolved(files, options))).toEqual({
    code,
    message: expect.stringContaining(message) as string,
  });
});
