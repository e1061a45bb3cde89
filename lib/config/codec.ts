import { shown, ValidationError, type Scoped } from '../conf/validation-error';

/** A codec, by the name that Asterisk has for it. */
export class Codec {
  /** G.711 A-law, the telephone network's codec outside of North America and Japan. */
  static readonly ALAW = new Codec('alaw');

  /** G.711 µ-law, the telephone network's codec in North America and Japan. */
  static readonly ULAW = new Codec('ulaw');

  /** G.722, wideband ("HD voice") at 64 kbit/s. */
  static readonly G722 = new Codec('g722');

  /** GSM full rate, 13 kbit/s. */
  static readonly GSM = new Codec('gsm');

  /** Opus; Debian's Asterisk passes it through and cannot turn it into another codec. */
  static readonly OPUS = new Codec('opus');

  /** G.729; Debian's Asterisk passes it through and cannot turn it into another codec. */
  static readonly G729 = new Codec('g729');

  /** A codec by Asterisk's name for it (`core show codecs`). */
  static of(name: string): Codec {
    if (!/^[a-z0-9]+$/.test(name)) {
      throw new ValidationError(
        'CodecName',
        `${shown(name)} is no name of a codec: small letters and digits, as 'core show codecs' lists them`,
      );
    }
    return new Codec(name);
  }

  private constructor(readonly name: string) {}

  toString(): string {
    return this.name;
  }
}

/**
 * Checks that there is a codec at all.
 *
 * @throws ValidationError `Codecs`
 */
export function checkCodecs(codecs: readonly Codec[], where: Scoped): readonly Codec[] {
  if (codecs.length === 0) {
    const message = 'codecs is empty, without one there is no audio: name at least one, such as Codec.ALAW';
    throw new ValidationError('Codecs', message, where);
  }
  return codecs;
}
