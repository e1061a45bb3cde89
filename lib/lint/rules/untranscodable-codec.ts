import { MODULES_OF_CODECS } from '../../catalog/module-rules';
import type { Rule } from '../rule';

/** An endpoint that speaks only what Asterisk cannot translate, beside one that speaks none of it. */
export const untranscodableCodec: Rule = {
  id: 'untranscodable-codec',
  severity: 'warning',
  summary: 'an endpoint with only codecs that Asterisk cannot translate',
  check(subject, report) {
    const codecsOf = (allow: readonly { readonly word: string }[]) =>
      allow.map(({ word }) => word.replace(/:.*$/, '')).filter((word) => !word.startsWith('!'));
    const endpoints = subject
      .objects('endpoint')
      .map((endpoint) => ({ endpoint, codecs: codecsOf(endpoint.list('allow')) }));
    for (const { endpoint, codecs } of endpoints) {
      const isStuck = codecs.length > 0 && codecs.every((codec) => codec !== 'all' && !isTranslated(codec));
      const other = !isStuck
        ? undefined
        : endpoints.find((each) => each.codecs.length > 0 && !each.codecs.some((codec) => codecs.includes(codec)));
      if (other !== undefined) {
        const at = endpoint.option('allow')?.at ?? endpoint.at;
        report(
          `'${endpoint.name}' speaks ${codecs.join(', ')} only, which Asterisk cannot translate, and '${other.endpoint.name}' does not: they cannot talk; allow alaw or ulaw too`,
          at,
        );
      }
    }
  },
};

/** Whether a module makes plain sound of it, and back. */
function isTranslated(codec: string): boolean {
  const modules = Object.hasOwn(MODULES_OF_CODECS, codec) ? (MODULES_OF_CODECS[codec] ?? []) : [];
  return codec.startsWith('slin') || modules.some((name) => name.startsWith('codec_'));
}
