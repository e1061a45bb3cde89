// Which module serves what in pjsip.conf. Source: the module that registers each object or option with Asterisk's
// sorcery, and calls that fail without it (test/integration).

/** What every call over SIP needs. */
export const SIP_MODULES = [
  'chan_pjsip',
  // Who is calling: From and P-Asserted-Identity.
  'res_pjsip_caller_id',
  // Endpoints are told apart by the user of the From header and of their credentials.
  'res_pjsip_endpoint_identifier_user',
  // `rport` of the topmost Via (RFC 3581), which endpoints have on by default.
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
  // A clock for sounds and tones.
  'res_timing_timerfd',
] as const;

/** The module behind an object, by the value of its `type`. */
export const MODULES_OF_TYPES: Readonly<Record<string, readonly string[]>> = {
  acl: ['res_pjsip_acl'],
  aor: ['res_pjsip_registrar'],
  auth: ['res_pjsip_authenticator_digest'],
  identify: ['res_pjsip_endpoint_identifier_ip'],
  registration: ['res_pjsip_outbound_registration'],
};

/** The module behind an option of any object; `value` tells whether it is needed for this value. */
export const MODULES_OF_OPTIONS: Readonly<
  Record<string, { readonly modules: readonly string[]; readonly value?: RegExp }>
> = {
  outbound_auth: { modules: ['res_pjsip_outbound_authenticator_digest'] },
  dtmf_mode: { modules: ['res_pjsip_dtmf_info'], value: /info/ },
  mailboxes: { modules: ['res_pjsip_mwi', 'res_pjsip_mwi_body_generator', 'res_mwi_devstate'] },
  media_encryption: { modules: ['res_srtp'], value: /sdes|dtls/ },
  support_path: { modules: ['res_pjsip_path'], value: /^(yes|true|on|1)$/i },
  t38_udptl: { modules: ['res_pjsip_t38'], value: /^(yes|true|on|1)$/i },
};

/** Modules that turn a codec into sound and back; a codec that is not here is passed through. */
export const MODULES_OF_CODECS: Readonly<Record<string, readonly string[]>> = {
  alaw: ['codec_alaw'],
  g722: ['codec_g722', 'codec_resample'],
  gsm: ['codec_gsm'],
  g726: ['codec_g726'],
  opus: ['res_format_attr_opus'],
  speex: ['codec_speex', 'codec_resample'],
  ulaw: ['codec_ulaw'],
};
