import { CODEC_NAMES } from '../../catalog/codec-names';
import { didYouMean } from '../../conf/did-you-mean';
import { schemaOptions } from '../option-mistakes';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** A codec that Asterisk does not know. */
export const unknownCodec: Rule = {
  id: 'unknown-codec',
  severity: 'error',
  summary: 'a codec that Asterisk does not know',
  check(subject, report) {
    // A section of `codecs.conf` may make one of another name.
    const own = subject.sections('codecs.conf').map(({ name }) => name.toLowerCase());
    const known = new Set([...CODEC_NAMES, 'all', 'testlaw', ...own]);
    for (const { schema, place, key, value, at } of schemaOptions(subject)) {
      if (schema.option(place, key)?.type === 'codecs' && !isOpen(value)) {
        const words = value.split(/[,|]/).map((word) => word.trim().replace(/^!\s*/, '').replace(/:.*$/, ''));
        const unknown = words.find((word) => word !== '' && !known.has(word.toLowerCase()));
        if (unknown !== undefined) {
          const consequence = schema.file.startsWith('pjsip') ? ', so it refuses the endpoint' : '';
          report(
            `${key} of [${place.name}]: Asterisk knows no codec '${unknown}'${didYouMean(unknown, CODEC_NAMES)}${consequence}: correct it`,
            at,
          );
        }
      }
    }
  },
};
