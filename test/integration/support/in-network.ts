import { AsteriskVersion } from '../../../lib/catalog/version';
import { rootFileSystemProvider, type AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { rootFileSystemOf } from '../../../lib/testing/real-asterisk/root-file-system';
import { whyNoNetwork } from './network-namespace';

/**
 * A `describe` for tests with a PBX in a network of namespaces, on every version.
 *
 * Where that cannot be it is skipped and says why; with REQUIRE_ASTERISK=1 it fails instead.
 */
export function describeInNetwork(title: string, tests: (providers: readonly AsteriskProvider[]) => void): void {
  const reason = whyNoNetwork();
  if (reason === undefined) {
    describe(title, () => {
      tests(AsteriskVersion.ALL.map((version) => rootFileSystemProvider(version, rootFileSystemOf(version))));
    });
  } else if (process.env.REQUIRE_ASTERISK === '1') {
    test(`${title} can be run`, () => {
      throw new Error(reason);
    });
  } else {
    console.warn(`skipped: ${reason}`);
    describe.skip(`${title} (${reason})`, () => {
      test('is not run', () => undefined);
    });
  }
}
