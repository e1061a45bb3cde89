/** The numbers that an extension stands for: at each place its characters, and how it ends. */
interface PatternLanguage {
  readonly places: readonly ReadonlySet<string>[];
  /** How many further characters must at least follow; `undefined` where none may. */
  readonly more?: number;
}

const RANGES: Readonly<Record<string, string>> = { X: '0123456789', Z: '123456789', N: '23456789' };

/** Whether every number of the second extension is one of the first. */
export function includesPattern(outer: string, inner: string): boolean {
  const [a, b] = [languageOf(outer), languageOf(inner)];
  const least = b.places.length + (b.more ?? 0);
  if (a.more === undefined ? b.more !== undefined || least !== a.places.length : least < a.places.length + a.more) {
    return false;
  }
  // What the inner one leaves open, the outer one must too.
  return a.places.every((set, index) => {
    const other = b.places[index];
    return other !== undefined && [...other].every((character) => set.has(character));
  });
}

/** Whether some number belongs to both extensions. */
export function patternsMeet(left: string, right: string): boolean {
  const [a, b] = [languageOf(left), languageOf(right)];
  const fits = (one: PatternLanguage, length: number) =>
    one.more === undefined ? length === one.places.length : length >= one.places.length + one.more;
  const length = Math.max(a.places.length + (a.more ?? 0), b.places.length + (b.more ?? 0));
  return (
    fits(a, length) &&
    fits(b, length) &&
    a.places.every((set, index) => {
      const other = b.places[index];
      return other === undefined || [...set].some((character) => other.has(character));
    })
  );
}

/** The extension without its first characters, as `${EXTEN:1}` has it. */
export function withoutPlaces(pattern: string, count: number): string {
  if (!pattern.startsWith('_')) {
    return pattern.slice(count);
  }
  const places = pattern.slice(1).match(/\[[^\]]*\]|[^]/g) ?? [];
  const rest = places.slice(count).join('');
  return rest === '' && /[.!]$/.test(pattern) ? '_.' : `_${rest}`;
}

const known = new Map<string, PatternLanguage>();

function languageOf(extension: string): PatternLanguage {
  const found = known.get(extension) ?? read(extension);
  if (known.size > 10_000) {
    known.clear();
  }
  known.set(extension, found);
  return found;
}

function read(extension: string): PatternLanguage {
  if (!extension.startsWith('_')) {
    return { places: [...extension.replaceAll('-', '').matchAll(/[^]/g)].map(([each]) => new Set([each])) };
  }
  const places: Set<string>[] = [];
  for (const [place] of extension.slice(1).matchAll(/\[[^\]]*\]|[^]/g)) {
    if (place === '.' || place === '!') {
      return { places, more: place === '.' ? 1 : 0 };
    }
    if (place !== '-') {
      places.push(charactersOf(place));
    }
  }
  return { places };
}

function charactersOf(place: string): Set<string> {
  if (!place.startsWith('[')) {
    return new Set(RANGES[place.toUpperCase()] ?? place);
  }
  const characters = new Set<string>();
  for (const [range] of place.slice(1, -1).matchAll(/[^]-[^]|[^]/g)) {
    const last = range.charCodeAt(range.length - 1);
    for (let code = range.charCodeAt(0); code <= last; code++) {
      characters.add(String.fromCharCode(code));
    }
  }
  return characters;
}
