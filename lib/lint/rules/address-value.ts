import { parseNetwork } from '../address-range';
import { schemaOptions } from '../option-mistakes';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

const PORTS = 65535;

/** An address, network or port that is none, where Asterisk refuses what has it. */
export const addressValue: Rule = {
  id: 'address-value',
  severity: 'error',
  summary: 'an address, network or port that is none',
  check(subject, report) {
    for (const { schema, place, key, value, at } of schemaOptions(subject)) {
      const isOf = (type: string, name: string) =>
        schema.file === 'pjsip.conf' && place.type === type && key.toLowerCase() === name;
      // `rtp.conf` has names of lists beside networks.
      const isList = schema.option(place, key)?.type === 'acl' && !/(^|_)acl$/.test(key);
      const mistake = isOpen(value)
        ? undefined
        : isList
          ? firstOf(value, networkMistake)
          : isOf('identify', 'match')
            ? firstOf(value, matchMistake)
            : isOf('transport', 'bind')
              ? portMistake(value)
              : undefined;
      if (mistake !== undefined) {
        report(`${key} of [${place.name}]: ${mistake}`, at);
      }
    }
  },
};

function firstOf(list: string, mistakeIn: (word: string) => string | undefined): string | undefined {
  return list
    .split(',')
    .map((word) => mistakeIn(word.trim()))
    .find((mistake) => mistake !== undefined);
}

/** A network, or with `!` before it all but that. */
function networkMistake(word: string): string | undefined {
  const text = word.replace(/^!\s*/, '');
  return parseNetwork(text) !== undefined
    ? undefined
    : `'${text}' is no network, so Asterisk refuses the list: write an address as 192.0.2.1, or a network as 192.0.2.0/24`;
}

/** Names are looked up, so only what can be none is told. */
function matchMistake(word: string): string | undefined {
  const [, text = ''] = /^\[?([\da-f.:]*)\]?(\/.*)?$/i.exec(word) ?? [];
  const isNumeric = /^\d+\.\d+\.\d+\.\d+$/.test(text.replace(/:\d+$/, '')) || /:.*:/.test(text);
  const own = isNumeric ? word.replace(/^(\d+\.\d+\.\d+\.\d+):\d+/, '$1').replace(/^\[(.*)\](:\d+)?/, '$1') : '';
  return isNumeric && parseNetwork(own) === undefined
    ? `'${word}' is no address, so Asterisk refuses the section: write an address as 192.0.2.1, or a network as 192.0.2.0/24`
    : undefined;
}

function portMistake(value: string): string | undefined {
  const [, port] = /(?:^|[^:\]]|\]):(\d+)$/.exec(value) ?? [];
  return port !== undefined && !/:.*:/.test(value.replace(/^\[.*\]/, '')) && Number(port) > PORTS
    ? `'${port}' is no port, so Asterisk refuses the section: ports go to ${PORTS}`
    : undefined;
}
