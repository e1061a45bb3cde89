import { AsteriskVersion } from '../../../lib/catalog/version';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk/asterisk-provider';
import { prepareAsterisk } from '../../../lib/testing/real-asterisk/prepare-asterisk';
import { describeUnless } from './describe-unless';

/** A `describe` against the real Asterisk of this version. */
export function describeAsterisk(version: AsteriskVersion, tests: (provider: AsteriskProvider) => void): void {
  const provider = prepareAsterisk(version);
  const unavailable = 'unavailable' in provider ? provider.unavailable : undefined;
  describeUnless(unavailable, `Asterisk ${version.full}`, () => {
    if (!('unavailable' in provider)) {
      tests(provider);
    }
  });
}

/** `describeAsterisk` for every version. */
export function describeEveryAsterisk(tests: (provider: AsteriskProvider) => void): void {
  for (const version of AsteriskVersion.ALL) {
    describeAsterisk(version, tests);
  }
}
