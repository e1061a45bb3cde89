import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was done in a scenario, for the table at the end of the tests. */
export interface ScenarioResult {
  /** Its number and name, such as `2 phone to phone`. */
  readonly scenario: string;
  readonly version: string;
  readonly family: string;
  /** How many calls were made. */
  readonly calls: number;
  /** What was heard: `both ways`, `none` where there must be none … */
  readonly media: string;
  readonly passed: boolean;
}

/** Where results are gathered from all workers; see call-report-setup.ts. */
export const REPORT_DIRECTORY = 'CALL_REPORT_DIRECTORY';

/** Counts what a scenario does. */
export class Tally {
  calls = 0;
  media = 'not asked';

  /** One more call, and what was heard in it. */
  call(media: 'both ways' | 'none' | 'one way, as meant' = 'both ways'): void {
    this.calls++;
    this.media = this.media === 'not asked' || this.media === media ? media : 'as meant';
  }

  /** One more call to a PBX that was broken on purpose, and what the checks said of it. */
  found(problems: readonly string[]): void {
    this.calls++;
    this.media = `found: ${problems.join('; ')}`;
  }
}

/** A test whose result is in the report. */
export function scenario(
  name: string,
  { version, family }: { readonly version: string; readonly family: string },
  run: (tally: Tally) => Promise<void>,
  timeout = 60_000,
): void {
  test(
    `${name} (${family})`,
    async () => {
      const tally = new Tally();
      try {
        await run(tally);
        record({ scenario: name, version, family, calls: tally.calls, media: tally.media, passed: true });
      } catch (error) {
        record({ scenario: name, version, family, calls: tally.calls, media: tally.media, passed: false });
        throw error;
      }
    },
    timeout,
  );
}

function record(result: ScenarioResult): void {
  const directory = process.env[REPORT_DIRECTORY];
  if (directory !== undefined) {
    appendFileSync(join(directory, `${process.pid}.jsonl`), `${JSON.stringify(result)}\n`);
  }
}
