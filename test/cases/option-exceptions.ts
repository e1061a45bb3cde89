/** Where Asterisk and the catalog differ, or a value cannot be tried here: reviewed, each with its reason. */
export interface OptionException {
  /** The kind of object in `pjsip.conf`. */
  readonly type: string;
  readonly option: string;
  /** The major versions it holds for. */
  readonly versions: readonly number[];
  /**
   * Whether it is not written at all, or only in an object of its own, since it changes others; or written, accepted, and compared with
   * the file's text, since Asterisk shows another.
   */
  readonly kind: 'not written' | 'alone' | 'shown otherwise';
  readonly reason: string;
  /** The words that Asterisk shows in place of those in the file, where it is only that. */
  readonly shows?: Readonly<Record<string, string>>;
}

export const OPTION_EXCEPTIONS: readonly OptionException[] = [
  {
    type: 'transport',
    option: 'async_operations',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'Asterisk takes it and says that it can no longer be set: it is always 1',
  },
  {
    type: 'endpoint',
    option: 'dtls_verify',
    versions: [16],
    kind: 'shown otherwise',
    reason: 'Asterisk shows yes for each value but no',
    shows: { fingerprint: 'yes', certificate: 'yes' },
  },
  {
    type: 'endpoint',
    option: 'timers',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'forced is another word for always: Asterisk shows the latter',
    shows: { forced: 'always' },
  },
  {
    type: 'endpoint',
    option: 'stir_shaken',
    versions: [22],
    kind: 'shown otherwise',
    reason: 'Asterisk takes any value and says that stir_shaken_profile stands in its place',
  },
  {
    type: 'endpoint',
    option: 'direct_media_method',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'Asterisk shows connected_line_method in its place',
  },
  {
    type: 'endpoint',
    option: 'connected_line_method',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'reinvite is another word for invite: Asterisk shows the latter',
    shows: { reinvite: 'invite' },
  },
  {
    type: 'transport',
    option: 'method',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'default is another word for tlsv1: Asterisk shows the latter',
    shows: { default: 'tlsv1' },
  },
  {
    type: 'endpoint',
    option: 'webrtc',
    versions: [16, 22],
    kind: 'alone',
    reason: 'it sets ice_support, use_avpf, media_encryption, dtls_*, rtcp_mux and bundle',
  },
  {
    type: 'endpoint',
    option: 'disallow',
    versions: [16, 22],
    kind: 'alone',
    reason: 'it takes out of allow, and Asterisk shows for it what is left',
  },
  {
    type: 'endpoint',
    option: 'bundle',
    versions: [16, 22],
    kind: 'alone',
    reason: 'with it Asterisk turns rtcp_mux on',
  },
  {
    type: 'endpoint',
    option: 'dtls_auto_generate_cert',
    versions: [16, 22],
    kind: 'alone',
    reason: 'Asterisk refuses it beside dtls_cert_file',
  },
  {
    type: 'endpoint',
    option: 'preferred_codec_only',
    versions: [16, 22],
    kind: 'alone',
    reason: 'Asterisk refuses it beside incoming_call_offer_pref',
  },
  ...['acl', 'contact_acl'].map((option): OptionException => ({
    type: 'endpoint',
    option,
    versions: [16, 22],
    kind: 'alone',
    reason: 'beside deny and permit Asterisk shows only those',
  })),
  ...['initial_size', 'auto_increment', 'idle_timeout', 'max_size'].map((option): OptionException => ({
    type: 'system',
    option: `threadpool_${option}`,
    versions: [22],
    kind: 'not written',
    reason: `the former name of taskpool_${option}, and the same value: whichever stands last counts`,
  })),
];

/** Kinds of object that no one writes into `pjsip.conf`. */
export const UNWRITTEN_TYPES: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'contact', reason: 'Asterisk keeps contacts in its database: an aor states those that are permanent' },
  { type: 'subscription_persistence', reason: 'Asterisk keeps subscriptions in its database' },
];
