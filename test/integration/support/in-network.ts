import { AsteriskVersion } from '../../../lib/catalog/version';
import { rootFileSystemProvider, type AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { rootFileSystemOf } from '../../../lib/testing/real-asterisk/root-file-system';
import { describeUnless } from './describe-unless';
import { whyNoNetwork } from '../../../lib/testing/network/network-namespace';

/** A `describe` for tests with a PBX in a network of namespaces, on every version. */
export function describeInNetwork(title: string, tests: (providers: readonly AsteriskProvider[]) => void): void {
  describeUnless(whyNoNetwork(), title, () => {
    tests(AsteriskVersion.ALL.map((version) => rootFileSystemProvider(version, rootFileSystemOf(version))));
  });
}

/** A `describe` for tests with a PBX in a network of namespaces, once for each version. */
export function describeInEachNetwork(
  title: string,
  tests: (version: string, provider: AsteriskProvider) => void,
): void {
  describeInNetwork(title, (providers) => {
    describe.each(providers.map((provider) => [provider.version.full, provider] as const))('on %s', tests);
  });
}
