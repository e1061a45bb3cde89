import { AsteriskVersion } from '../../../lib/catalog/version';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk/asterisk-provider';
import { prepareAsterisk } from '../../../lib/testing/real-asterisk/prepare-asterisk';

/**
 * A `describe` against the real Asterisk of this version.
 *
 * Where none is to be had it is skipped and says why; with REQUIRE_ASTERISK=1 it fails instead.
 */
export function describeAsterisk(version: AsteriskVersion, tests: (provider: AsteriskProvider) => void): void {
  const title = `Asterisk ${version.full}`;
  const provider = prepareAsterisk(version);
  if (!('unavailable' in provider)) {
    describe(title, () => {
      tests(provider);
    });
    return;
  }
  if (process.env.REQUIRE_ASTERISK === '1') {
    test(`${title} can be run`, () => {
      throw new Error(provider.unavailable);
    });
    return;
  }
  console.warn(`skipped: ${provider.unavailable}`);
  describe.skip(`${title} (${provider.unavailable})`, () => {
    test('is not run', () => undefined);
  });
}

/** `describeAsterisk` for every version. */
export function describeEveryAsterisk(tests: (provider: AsteriskProvider) => void): void {
  for (const version of AsteriskVersion.ALL) {
    describeAsterisk(version, tests);
  }
}
