/** A question that only a running Asterisk can answer, and the answer that is assumed. */
export interface Decision {
  readonly name: string;
  readonly options: readonly string[];
  readonly chosen: string;
}

/** The answers that one run assumes: given ones first, then each time the first option. */
export class Decisions {
  readonly taken: Decision[] = [];

  constructor(private readonly given: readonly string[] = []) {}

  choose(name: string, options: readonly [string, ...string[]]): string {
    const chosen = this.given[this.taken.length] ?? options[0];
    this.taken.push({ name, options, chosen });
    return chosen;
  }
}

/**
 * Every way that a run can go: it is run again for each other answer to each question, as often as `limit` allows.
 *
 * @returns what each run came to, and whether ways were left out
 */
export function everyWay<T>(run: (decisions: Decisions) => T, limit: number) {
  const ways: { readonly decisions: readonly Decision[]; readonly result: T }[] = [];
  const waiting: (readonly string[])[] = [[]];
  for (let given = waiting.shift(); given !== undefined && ways.length < limit; given = waiting.shift()) {
    const decisions = new Decisions(given);
    ways.push({ result: run(decisions), decisions: decisions.taken });
    const answers = decisions.taken.map(({ chosen }) => chosen);
    for (const [index, { options, chosen }] of decisions.taken.entries()) {
      if (index >= given.length) {
        const others = options.filter((option) => option !== chosen);
        waiting.push(...others.map((other) => [...answers.slice(0, index), other]));
      }
    }
  }
  return { ways, complete: waiting.length === 0 };
}
