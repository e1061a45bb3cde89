import type { PlacedSection } from '../placed-section';
import type { Rule } from '../rule';
import { isOpen } from '../visit';

/** An endpoint that speaks no codec. */
export const noCodec: Rule = {
  id: 'no-codec',
  severity: 'error',
  summary: 'an endpoint that speaks no codec',
  check(subject, report) {
    for (const endpoint of subject.objects('endpoint')) {
      const said = endpoint.options.filter(({ key }) => key === 'allow' || key === 'disallow');
      if (said.every(({ value }) => !isOpen(value)) && !speaksAny(endpoint)) {
        const last = said.at(-1);
        const why = said.some(({ key }) => key === 'allow')
          ? `as '${last?.key ?? ''}=${last?.value ?? ''}' comes last`
          : "as nothing says 'allow'";
        report(
          `'${endpoint.name}' speaks no codec, ${why}: its calls are refused; write disallow=all, then allow=alaw or what it speaks`,
          last?.at ?? endpoint.at,
        );
      }
    }
  },
};

/** Whether a codec is left when all that is said holds in its order. */
function speaksAny({ options }: PlacedSection): boolean {
  const spoken = new Set<string>();
  for (const { key, value } of options) {
    for (const word of key === 'allow' || key === 'disallow' ? value.toLowerCase().split(/[,|]/) : []) {
      const [, not = '', codec = ''] = /^\s*(!?)\s*([^:\s]*)/.exec(word) ?? [];
      if ((key === 'allow') === (not === '')) {
        spoken.add(codec);
      } else if (codec === 'all') {
        spoken.clear();
      } else {
        spoken.delete(codec);
      }
    }
  }
  spoken.delete('');
  return spoken.size > 0;
}
