import type { AsteriskVersion } from '../../../lib/catalog/version';
import { FEATURES } from '../../cases/features';
import { describeAsterisk } from './asterisk';
import { prepared, tryFeature } from './feature-boot';

/** A feature makes calls, and is asked again for some seconds. */
const TIME_LIMIT = 90_000;

/** Every feature that a version has works, without a complaint, with the modules that its files were resolved to. */
export function describeFeatures(version: AsteriskVersion): void {
  describeAsterisk(version, (provider) => {
    const features = FEATURES.filter(({ versions = [version.major] }) => versions.includes(version.major));

    test('there are at least forty features', () => {
      expect(features.length).toBeGreaterThanOrEqual(40);
    });

    // Most of the time is waiting for a boot or a call: several wait at once.
    test.concurrent.each(features.map((feature) => [feature.name, feature] as const))(
      '%s works with the modules that it needs',
      async (_, feature) => {
        const { files, modules } = prepared(feature, version);
        expect(await tryFeature(provider, feature, files, modules)).toBeUndefined();
      },
      TIME_LIMIT,
    );
  });
}
