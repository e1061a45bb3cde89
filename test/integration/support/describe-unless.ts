/**
 * A `describe` for tests that need something of the machine, unless there is a reason why they cannot run.
 *
 * They are then skipped, and the reason is printed, which says what would enable them; with REQUIRE_ASTERISK=1 they fail instead.
 */
export function describeUnless(reason: string | undefined, title: string, tests: () => void): void {
  if (reason === undefined) {
    describe(title, tests);
  } else if (process.env.REQUIRE_ASTERISK === '1') {
    test(`${title} can be run`, () => {
      throw new Error(reason);
    });
  } else {
    // Jest keeps what is logged by a file whose tests are all skipped to itself.
    process.stderr.write(`skipped: ${title}: ${reason}\n`);
    describe.skip(title, () => {
      test('is not run', () => undefined);
    });
  }
}
