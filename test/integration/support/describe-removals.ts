import { catalogOf } from '../../../lib/catalog/catalog-of';
import type { AsteriskVersion } from '../../../lib/catalog/version';
import type { AsteriskProvider } from '../../../lib/testing/real-asterisk';
import { FEATURES } from '../../cases/features';
import type { Feature } from '../../cases/features/feature';
import { describeAsterisk } from './asterisk';
import { prepared, SHORT_PATIENCE, tryFeature, type Prepared } from './feature-boot';

const TIME_LIMIT = 3_600_000;

/** Each module that any feature resolves to is needed: without it a check of one of those features fails. */
export function describeRemovals(version: AsteriskVersion): void {
  describeAsterisk(version, (provider) => {
    const features = FEATURES.filter(({ versions = [version.major] }) => versions.includes(version.major)).map(
      (feature) => ({ feature, ...prepared(feature, version) }),
    );
    // What a feature asks for by name is no finding of the resolver.
    const found = features.flatMap(({ feature, modules }) =>
      modules.map(({ name }) => name).filter((name) => feature.load?.includes(name) !== true),
    );
    const names = [...new Set(found)].sort();

    // Most of the time is waiting for what does not come: several wait at once.
    test.concurrent.each(names.filter((name) => !isRequired(name, features, version)))(
      'without %s a check fails',
      async (name) => {
        const users = features.filter(({ modules }) => modules.some((module) => module.name === name));
        const failure = await firstFailure(provider, name, users);
        expect({ name, failure }).toEqual({ name, failure: expect.any(String) as string });
      },
      TIME_LIMIT,
    );
  });
}

type Resolved = Prepared & { readonly feature: Feature };

/** Whether wherever it is, another module that is there cannot be loaded without it. */
function isRequired(name: string, features: readonly Resolved[], version: AsteriskVersion): boolean {
  const users = features.filter(({ modules }) => modules.some((module) => module.name === name));
  return users.every(({ modules }) =>
    modules.some((other) => catalogOf(version).modules[other.name]?.requires.includes(name)),
  );
}

/** What goes wrong without the module in the first feature that shows it; those that are most about it come first. */
async function firstFailure(
  provider: AsteriskProvider,
  name: string,
  users: readonly Resolved[],
): Promise<string | undefined> {
  const byReason = [...users].sort((a, b) => share(a, name) - share(b, name));
  for (const { feature, files, modules } of byReason) {
    const without = modules.filter((module) => module.name !== name);
    const failure = await tryFeature(provider, feature, files, without, SHORT_PATIENCE);
    if (failure !== undefined) {
      return `${feature.name}: ${failure}`;
    }
  }
  return undefined;
}

/** Features that are said to show it, those that name its subject, then those with few modules, then those that have it as everybody does. */
function share({ feature, modules }: Resolved, name: string): number {
  if (feature.shows?.includes(name) === true) {
    return 0;
  }
  const words = name.split('_').slice(1);
  const about = words.some((word) => word.length > 2 && feature.name.toLowerCase().includes(word)) ? 0 : 1000;
  const common = modules.find((module) => module.name === name)?.reason === 'SIP' ? 500 : 0;
  return about + common + modules.length;
}
