import { covers, parseNetwork, type Network } from '../address-range';
import type { PlacedOption, PlacedSection } from '../placed-section';
import type { Report, Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen } from '../visit';

/** Lists of who may come: everybody may whom no line speaks of, and of several lines the last one holds. */
const LISTS = [
  { permit: 'permit', deny: 'deny', named: 'acl' },
  { permit: 'contact_permit', deny: 'contact_deny', named: 'contact_acl' },
];

interface Entry {
  readonly network: Network;
  readonly permits: boolean;
  readonly text: string;
  readonly option: PlacedOption;
}

/** A `permit` or `deny` that changes nothing. */
export const aclOrder: Rule = {
  id: 'acl-order',
  severity: 'warning',
  summary: 'a `permit` or `deny` that has no effect',
  check(subject, report) {
    for (const section of sectionsWithLists(subject)) {
      for (const { permit, deny, named } of LISTS) {
        const options = section.options.filter(({ key }) => key === permit || key === deny);
        if (!options.some(({ value }) => isOpen(value))) {
          const entries = options.flatMap((option) => entriesOf(option, permit));
          checkEntries(section, entries, section.value(named) !== undefined, deny, report);
        }
      }
    }
  },
};

function sectionsWithLists(subject: Subject): readonly PlacedSection[] {
  return [
    ...subject.objects('acl'),
    ...subject.objects('endpoint'),
    ...['acl.conf', 'manager.conf', 'iax.conf', 'sip.conf'].flatMap((name) => subject.sections(name)),
  ];
}

function entriesOf(option: PlacedOption, permit: string): readonly Entry[] {
  return option.value.split(',').flatMap((word) => {
    const [, not = '', text = ''] = /^\s*(!?)\s*(.*?)\s*$/.exec(word) ?? [];
    const network = parseNetwork(text);
    return network === undefined ? [] : [{ network, permits: (option.key === permit) !== (not === '!'), text, option }];
  });
}

function checkEntries(
  { name }: PlacedSection,
  entries: readonly Entry[],
  hasNamed: boolean,
  deny: string,
  report: Report,
): void {
  const [first] = entries;
  if (first !== undefined && !hasNamed && entries.every(({ permits }) => permits)) {
    report(
      `[${name}] permits ${first.text} and denies nobody, so everybody may come: begin with ${deny}=0.0.0.0/0 and ${deny}=::/0`,
      first.option.at,
    );
    return;
  }
  for (const [index, entry] of entries.entries()) {
    const after = entries.slice(index + 1).findLast((each) => covers(each.network, entry.network));
    if (after !== undefined && after.permits !== entry.permits) {
      report(
        `[${name}]: '${entry.option.key}=${entry.text}' has no effect, as '${after.option.key}=${after.text}' comes later and takes it in: the last line that fits holds, so write it last`,
        entry.option.at,
        [{ message: 'this one holds', ...after.option.at }],
      );
    }
  }
}
