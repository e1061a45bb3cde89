/** Where Asterisk and the catalog differ, or a value cannot be tried here: reviewed, each with its reason. */
export interface OptionException {
  /** The kind of object in `pjsip.conf`. */
  readonly type: string;
  readonly option: string;
  /** The major versions it holds for. */
  readonly versions: readonly number[];
  /** Whether it is not written at all, or written and only compared with the file's text, because Asterisk shows another. */
  readonly kind: 'not written' | 'shown otherwise';
  readonly reason: string;
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
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'Asterisk shows yes for each value but no',
  },
  {
    type: 'endpoint',
    option: 'timers',
    versions: [16, 22],
    kind: 'shown otherwise',
    reason: 'forced is another word for always, and required for yes: Asterisk shows the latter',
  },
];

/** Kinds of object that no one writes into `pjsip.conf`. */
export const UNWRITTEN_TYPES: readonly { readonly type: string; readonly reason: string }[] = [
  { type: 'contact', reason: 'Asterisk keeps contacts in its database: an aor states those that are permanent' },
  { type: 'subscription_persistence', reason: 'Asterisk keeps subscriptions in its database' },
];
