import { YES } from '../conf/dialect';
// Which modules a use of Asterisk needs, beyond what its catalog tells. Source, unless said otherwise: a module is here because
// taking it away makes a check of test/cases/features fail on the real Asterisk, or a call of test/integration/calls.test.ts.

/** A rule: these modules are needed where the value is such. */
export interface OptionRule {
  readonly modules: readonly string[];
  /** The values that need them; any where it is absent. */
  readonly value?: RegExp;
}

/** What every call over SIP needs. */
export const SIP_MODULES = [
  'chan_pjsip',
  // Without it Asterisk warns of missing authentication with the first request, also where nobody has credentials.
  'res_pjsip_authenticator_digest',
  // Who is calling: From and P-Asserted-Identity.
  'res_pjsip_caller_id',
  // Endpoints are told apart by the user of the From header and of their credentials.
  'res_pjsip_endpoint_identifier_user',
  // `rport` of the topmost Via (RFC 3581), which endpoints have on by default, and `rewrite_contact`.
  'res_pjsip_nat',
  // Transfers (RFC 3515).
  'res_pjsip_refer',
  // The reason why the other party hung up (RFC 3326).
  'res_pjsip_rfc3326',
  'res_pjsip_sdp_rtp',
  'res_rtp_asterisk',
  // Two parties in one call; both over RTP without decoding, where they speak the same codec.
  'bridge_simple',
  'bridge_native_rtp',
  // A clock for sounds, tones and the length of DTMF.
  'res_timing_timerfd',
] as const;

/** The modules behind an object of `pjsip.conf`, by the value of its `type`, where its catalog names another. */
export const MODULES_OF_TYPES: Readonly<Record<string, readonly string[]>> = {
  auth: ['res_pjsip_authenticator_digest'],
};

const SUBSCRIPTIONS = ['res_pjsip_mwi', 'res_pjsip_mwi_body_generator'];
const SRTP: OptionRule = { modules: ['res_srtp'], value: /sdes|dtls/i };
const OUTBOUND_AUTH: OptionRule = { modules: ['res_pjsip_outbound_authenticator_digest'] };

/** The modules behind an option of an object of `pjsip.conf`, whatever the object. */
export const MODULES_OF_OPTIONS: Readonly<Record<string, OptionRule>> = {
  dtmf_mode: { modules: ['res_pjsip_dtmf_info'], value: /info/i },
  geoloc_incoming_call_profile: { modules: ['res_geolocation', 'res_pjsip_geolocation'] },
  geoloc_outgoing_call_profile: { modules: ['res_geolocation', 'res_pjsip_geolocation'] },
  mailboxes: { modules: SUBSCRIPTIONS },
  media_encryption: SRTP,
  message_context: { modules: ['res_pjsip_messaging'] },
  one_touch_recording: { modules: ['res_pjsip_one_touch_record_info'], value: YES },
  outbound_auth: OUTBOUND_AUTH,
  protocol: { modules: ['res_http_websocket', 'res_pjsip_transport_websocket'], value: /^wss?$/i },
  security_negotiation: { modules: ['res_pjsip_rfc3329'], value: /mediasec/i },
  stir_shaken_profile: { modules: ['res_stir_shaken', 'res_pjsip_stir_shaken'] },
  support_path: { modules: ['res_pjsip_path'], value: YES },
  t38_udptl: { modules: ['res_pjsip_t38'], value: YES },
  webrtc: { modules: ['res_srtp'], value: YES },
};

/**
 * What every dialplan needs.
 *
 * Without a clock a digit that is sent makes Asterisk 22 complain, and ends Asterisk 16.
 */
export const DIALPLAN_MODULES = ['pbx_config', 'res_timing_timerfd'] as const;

/** What a phone needs to be told when the state of an extension with a hint changes: busy lamps and presence. */
export const HINT_MODULES = [
  'res_pjsip_exten_state',
  'res_pjsip_dialog_info_body_generator',
  'res_pjsip_pidf_body_generator',
] as const;

/** What turns a codec into sound and back, or knows its parameters; one that is not here is passed through as it is. */
export const MODULES_OF_CODECS: Readonly<Record<string, readonly string[]>> = {
  alaw: ['codec_alaw'],
  g722: ['codec_g722'],
  g726: ['codec_g726'],
  g726aal2: ['codec_g726'],
  g729: ['res_format_attr_g729'],
  gsm: ['codec_gsm'],
  h263: ['res_format_attr_h263'],
  h264: ['res_format_attr_h264'],
  ilbc: ['res_format_attr_ilbc'],
  lpc10: ['codec_lpc10'],
  opus: ['res_format_attr_opus', 'codec_opus_open_source'],
  siren14: ['res_format_attr_siren14'],
  siren7: ['res_format_attr_siren7'],
  speex: ['codec_speex'],
  speex16: ['codec_speex', 'codec_resample'],
  speex32: ['codec_speex', 'codec_resample'],
  ulaw: ['codec_ulaw'],
  vp8: ['res_format_attr_vp8'],
};

/** Modules of the tables above that a build may lack without harm: the codec is then passed through. */
export const WHERE_INSTALLED = /^(res_format_attr_|codec_opus_open_source$)/;

/** The module that reads and writes sound files, by their ending. Source: the names that each registers (`ast_format_def`). */
export const MODULES_OF_FORMATS: Readonly<Record<string, string>> = {
  WAV: 'format_wav_gsm',
  al: 'format_pcm',
  alaw: 'format_pcm',
  au: 'format_pcm',
  g722: 'format_pcm',
  g723: 'format_g723',
  g726: 'format_g726',
  g729: 'format_g729',
  gsm: 'format_gsm',
  h263: 'format_h263',
  h264: 'format_h264',
  ilbc: 'format_ilbc',
  ogg: 'format_ogg_vorbis',
  pcm: 'format_pcm',
  siren14: 'format_siren14',
  siren7: 'format_siren7',
  sln: 'format_sln',
  sln16: 'format_sln',
  slin: 'format_sln',
  ulaw: 'format_pcm',
  vox: 'format_vox',
  wav: 'format_wav',
  wav16: 'format_wav',
  wav49: 'format_wav_gsm',
};

/** What turns the sound of a call into what such a file holds; one whose ending is not here holds it as it is, or cannot be made of it. */
export const CODECS_OF_FORMATS: Readonly<Record<string, string>> = {
  WAV: 'codec_gsm',
  al: 'codec_alaw',
  alaw: 'codec_alaw',
  au: 'codec_ulaw',
  g722: 'codec_g722',
  gsm: 'codec_gsm',
  pcm: 'codec_ulaw',
  sln16: 'codec_resample',
  ulaw: 'codec_ulaw',
  wav16: 'codec_resample',
  wav49: 'codec_gsm',
};

/** The module behind a kind of channel, as it is dialled: `PJSIP/hall`; those of Asterisk itself have none. */
export const MODULES_OF_TECHNOLOGIES: Readonly<Record<string, string>> = {
  AudioSocket: 'chan_audiosocket',
  Console: 'chan_console',
  DAHDI: 'chan_dahdi',
  IAX2: 'chan_iax2',
  MGCP: 'chan_mgcp',
  Motif: 'chan_motif',
  MulticastRTP: 'chan_rtp',
  PJSIP: 'chan_pjsip',
  SIP: 'chan_sip',
  Skinny: 'chan_skinny',
  USTM: 'chan_unistim',
  UnicastRTP: 'chan_rtp',
  WebSocket: 'chan_websocket',
};

/** The module behind a `switch` of a context, by what stands before its first slash. */
export const MODULES_OF_SWITCHES: Readonly<Record<string, string>> = {
  DUNDi: 'pbx_dundi',
  IAX2: 'chan_iax2',
  Loopback: 'pbx_loopback',
  Lua: 'pbx_lua',
  Realtime: 'pbx_realtime',
};

/** The sounds of Debian's packages are GSM files. */
const SOUNDS = ['format_gsm', 'codec_gsm'];
const MIXING = ['bridge_softmix', 'res_timing_timerfd', ...SOUNDS];

/** What an application needs besides its own module. */
export const MODULES_OF_APPLICATIONS: Readonly<Record<string, readonly string[]>> = {
  AgentLogin: ['bridge_simple', 'bridge_holding', ...SOUNDS],
  Authenticate: SOUNDS,
  BackGround: SOUNDS,
  Bridge: ['bridge_simple'],
  BridgeWait: ['bridge_holding', 'res_timing_timerfd'],
  ConfBridge: MIXING,
  ControlPlayback: SOUNDS,
  Dial: ['bridge_simple'],
  Directory: SOUNDS,
  // It resets the call's records: ResetCDR, and CDR_PROP on 22.
  DISA: ['app_cdr', 'func_cdr', 'res_timing_timerfd'],
  FollowMe: ['bridge_simple', ...SOUNDS],
  MessageSend: ['res_pjsip_messaging'],
  MinivmGreet: SOUNDS,
  MinivmRecord: SOUNDS,
  MusicOnHold: SOUNDS,
  Page: MIXING,
  Park: ['bridge_holding', 'bridge_simple', ...SOUNDS],
  ParkAndAnnounce: ['bridge_holding', 'bridge_simple', ...SOUNDS],
  Playback: SOUNDS,
  PrivacyManager: SOUNDS,
  Queue: ['bridge_simple', ...SOUNDS],
  Read: SOUNDS,
  ReceiveFAX: ['res_fax_spandsp'],
  Record: SOUNDS,
  SayAlpha: SOUNDS,
  SayDigits: SOUNDS,
  SayNumber: SOUNDS,
  SayPhonetic: SOUNDS,
  SayUnixTime: SOUNDS,
  SendFAX: ['res_fax_spandsp'],
  StartMusicOnHold: SOUNDS,
  VMAuthenticate: SOUNDS,
  VMSayName: SOUNDS,
  VoiceMail: SOUNDS,
  VoiceMailMain: SOUNDS,
  VoiceMailPlayMsg: SOUNDS,
};

/** What an option letter of an application needs. */
export const MODULES_OF_FLAGS: Readonly<Record<string, readonly string[]>> = {
  'Dial b': ['app_stack'],
  'Dial B': ['app_stack'],
  'Dial m': ['res_musiconhold'],
  'Dial t': ['res_timing_timerfd', ...SOUNDS],
  'Dial T': ['res_timing_timerfd', ...SOUNDS],
  'Dial U': ['app_stack'],
  'Dial x': ['app_mixmonitor'],
  'Dial X': ['app_mixmonitor'],
  'Page b': ['app_stack'],
  'Page B': ['app_stack'],
  'Queue b': ['app_stack'],
  'Queue B': ['app_stack'],
  'Queue t': ['res_timing_timerfd'],
  'Queue T': ['res_timing_timerfd'],
  'Queue x': ['app_mixmonitor'],
  'Queue X': ['app_mixmonitor'],
};

/** What a parameter of an application needs, where it is given: applications that are run for the call. */
export const MODULES_OF_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'Queue AGI': ['res_agi'],
  'Queue gosub': ['app_stack'],
  'Queue macro': ['app_macro'],
};

/** Modules that a module cannot do without, though it does not say so. */
export const UNSAID_REQUIREMENTS: Readonly<Record<string, readonly string[]>> = {
  // "Wizard 'config' could not be applied", or 'memory': without it these are not loaded, and the last ends Asterisk 22.10.
  res_aeap: ['res_sorcery_config'],
  res_geolocation: ['res_sorcery_config', 'res_sorcery_memory'],
  res_stir_shaken: ['res_sorcery_config', 'res_sorcery_memory'],
  res_websocket_client: ['res_sorcery_config'],
};

/** Files whose sections ask for nothing by themselves: what uses them does. */
export const PASSIVE_FILES = [
  'pjproject.conf',
  'pjsip.conf',
  'rtp.conf',
  'codecs.conf',
  'sorcery.conf',
  'udptl.conf',
] as const;
