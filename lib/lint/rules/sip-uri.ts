import type { PlacedOption } from '../placed-section';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

/** Options that hold a SIP URI, and what comes of one that is none; a test has it come. */
const OPTIONS = new Map([
  ['registration', { keys: ['server_uri', 'client_uri', 'outbound_proxy'], otherwise: 'Asterisk refuses the section' }],
  ['outbound-publish', { keys: ['server_uri', 'from_uri', 'to_uri'], otherwise: 'nothing is sent' }],
  ['aor', { keys: ['contact'], otherwise: 'Asterisk refuses the section' }],
  ['endpoint', { keys: ['outbound_proxy'], otherwise: 'no call goes out' }],
]);

/** Where one may stand in angle brackets. */
const BRACKETED = ['contact', 'outbound_proxy'];

/** A SIP URI that is none, or of which a comment takes a part. */
export const sipUri: Rule = {
  id: 'sip-uri',
  severity: 'error',
  summary: 'a SIP URI that is none, or that a comment cuts short',
  check(subject, report) {
    for (const [type, { keys, otherwise }] of OPTIONS) {
      for (const object of subject.objects(type)) {
        for (const option of object.options.filter(({ key }) => keys.includes(key))) {
          const mistake = mistakeIn(subject, type, option, otherwise);
          if (mistake !== undefined) {
            report(`${option.key} of '${object.name}' ${mistake}`, option.at);
          }
        }
      }
    }
  },
};

function mistakeIn(
  subject: Subject,
  type: string,
  { key, value, at }: PlacedOption,
  otherwise: string,
): string | undefined {
  if (value === '' || isOpen(value)) {
    return undefined;
  }
  const isBracketed = type !== 'registration' && BRACKETED.includes(key);
  if (!(isBracketed ? /^<?sips?:\S/i : /^sips?:\S/i).test(value)) {
    return `is '${value}', which is no SIP URI, so ${otherwise}: begin it with 'sip:'`;
  }
  // In Asterisk's files a comment needs no space before it.
  const [, cut] = /[^\s\\](;[a-z][\w-]*(?:=\S*)?)\s*$/i.exec(commented(subject.line(at), value)) ?? [];
  return cut === undefined ? undefined : `ends before '${cut}', which is a comment to Asterisk: write '\\${cut}'`;
}

/** The value with what stands behind it on its line, as far as it is written without a space. */
function commented(line: string, value: string): string {
  const [end = ''] = value.split(/[\\;]/).slice(-1);
  const from = line.indexOf(end);
  return from < 0 ? '' : (/^\S*/.exec(line.slice(from))?.[0] ?? '');
}
