import { catalogOf } from '../../lib/catalog/catalog-of';
import { neededFilesOf } from '../../lib/catalog/read/supplement';
import { AsteriskVersion } from '../../lib/catalog/version';

test.each(AsteriskVersion.ALL)('the catalog of %s holds what was learned of its modules', (version) => {
  const { builtin, modules } = catalogOf(version);
  const held = Object.entries(modules).flatMap(([name, { needs, declines }]) =>
    needs === undefined ? [] : [[name, { needs, ...(declines === undefined ? {} : { declines }) }] as const],
  );
  expect({ builtin, ...Object.fromEntries(held) }).toEqual(neededFilesOf(version.full));
});

test.each(AsteriskVersion.ALL)('a module of %s does not load without files that it needs only', (version) => {
  for (const { needs = {}, declines = [] } of Object.values(neededFilesOf(version.full)).flatMap(
    (each) => each ?? [],
  )) {
    expect(Object.keys(needs)).toEqual(expect.arrayContaining([...declines]));
  }
});

test.each([
  ['13.38.3', AsteriskVersion.V16],
  ['17.9.4', AsteriskVersion.V16],
  ['18.26.4', AsteriskVersion.V22],
  ['23.0.0', AsteriskVersion.V22],
])('what is not known of %s is taken from the nearest version', (version, nearest) => {
  expect(neededFilesOf(version)).toEqual(neededFilesOf(nearest.full));
});
