import * as fc from 'fast-check';
import { byteLength, MAX_SECTION_NAME_BYTES, trim, trimValue } from '../../lib/conf/dialect';
import { section, type Assignment, type BodyItem, type Operator, type Section } from '../../lib/conf/nodes';

// Characters that mean something to Asterisk, or to a language it is mistaken for, come up more often than by chance.
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...';\\-#[]()=>+"\'<>{}$&|,.!@:/%^*~`? \t'.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...'abzAZ059_'.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('é', 'ß', '«', '»', '号', '🕿', '\u00a0', '\u0001', '\r', '\ufeff') },
);
const text = (maxLength: number) => fc.string({ unit: character, maxLength });

/** A value that the dialect can carry. */
export const value = text(24).map(trim);

/** A key that the dialect can carry. */
export const key = text(10)
  .map((candidate) => trim(candidate.slice(0, 1) + candidate.slice(1).replaceAll('=', '')))
  .filter((candidate) => candidate !== '');

const name = text(12)
  .map((candidate) => candidate.replaceAll(']', ''))
  .filter((candidate) => candidate !== '' && byteLength(candidate) <= MAX_SECTION_NAME_BYTES);

const set = fc.record({ key, value, operator: fc.constantFrom<Operator>('=', '=>') }, { noNullPrototype: true });
const append = fc.record({
  key,
  value: value.map((end) => trimValue(` ${end}`, '+=')),
  operator: fc.constant<Operator>('+='),
});
const assignment = fc
  .oneof({ weight: 5, arbitrary: set }, { weight: 1, arbitrary: append })
  .map((line): Assignment => ({ kind: 'assignment', ...line }));
const note = text(10).map((line): BodyItem => ({
  kind: 'comment',
  text: trim(`;${line}`).slice(1).replace(/^--/, ' --'),
}));
const items = fc.array(fc.oneof({ weight: 8, arbitrary: assignment }, { weight: 1, arbitrary: note }), {
  maxLength: 6,
});

/** Repeats of keys within a section are likely only if some of its lines are repeated on purpose. */
const body = items.chain((lines) =>
  fc
    .array(fc.nat({ max: Math.max(0, lines.length - 1) }), { maxLength: 2 })
    .map((again) => [...lines, ...again.flatMap((index) => lines.slice(index, index + 1))]),
);

interface Wish {
  readonly name: string;
  readonly body: readonly BodyItem[];
  readonly template: boolean;
  readonly wish: 'plain' | 'same name' | 'append' | 'inherit';
  readonly target: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  name,
  body,
  template: fc.boolean(),
  wish: fc.constantFrom('plain', 'plain', 'same name', 'append', 'inherit'),
  target: fc.nat(),
});

/** Sections of every kind, whose references to sections above them all hold. */
export function sections(constraints: { minLength: number; maxLength: number }): fc.Arbitrary<Section[]> {
  return fc.array(wish, constraints).map((wishes) => {
    const made: Section[] = [];
    for (const { name: ownName, body: lines, template, wish: kind, target } of wishes) {
      const other = made.length > 0 ? made[target % made.length] : undefined;
      const inheritable = other !== undefined && !/^[!+]|^$|[,)]/.test(other.name);
      const joinable = made.some((each) => each.name.toLowerCase() === other?.name.toLowerCase() && !each.template);
      if (
        other === undefined ||
        kind === 'plain' ||
        (kind === 'inherit' && !inheritable) ||
        (kind === 'append' && !joinable)
      ) {
        made.push(section(ownName, lines, { template }));
      } else if (kind === 'append') {
        made.push(section(other.name, lines, { append: true }));
      } else if (kind === 'same name') {
        made.push(section(other.name, lines));
      } else {
        made.push(section(ownName, lines, { template, inherits: [other.name] }));
      }
    }
    return made;
  });
}
