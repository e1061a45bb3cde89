import { catalogOf } from '../../lib/catalog/catalog-of';
import { neededFiles } from '../../lib/config/needed-files';
import { resolveModules } from '../../lib/config/resolve-modules';
import { bootWith } from '../../imports/make-needed-files';
import { describeEveryAsterisk } from './support/asterisk';

/** Typical ones, of which some load without their files and some do not; `npm run test:modules` tries all. */
const TYPICAL = [
  'app_amd',
  'app_confbridge',
  'app_queue',
  'app_voicemail',
  'cdr_custom',
  'pbx_config',
  'res_musiconhold',
  'res_parking',
  'res_pjsip',
];

describeEveryAsterisk((provider) => {
  const catalog = catalogOf(provider.version);
  const { builtin, modules } = catalog;

  function filesFor(names: readonly string[], leaveOut: readonly string[] = []): Readonly<Record<string, string>> {
    return Object.fromEntries([...neededFiles(catalog, names)].filter(([name]) => !leaveOut.includes(name)));
  }

  describe('Asterisk itself', () => {
    test('is silent with the files that it needs', async () => {
      expect(await bootWith(provider, filesFor([]))).toEqual({ loaded: true, complaints: new Set() });
    });

    test.each(Object.keys(builtin.needs ?? {}))('complains without %s', async (file) => {
      const { loaded, complaints } = await bootWith(provider, filesFor([], [file]));
      expect(complaints).not.toEqual(new Set());
      expect(loaded).toBe(builtin.declines?.includes(file) !== true);
    });
  });

  // Debian 11 packages voicemail apart.
  test.each(TYPICAL.filter((name) => name in modules))(
    '%s is silent with the files that it needs only',
    async (name) => {
      const { needs = {}, declines = [] } = modules[name] ?? {};
      const all = resolveModules([], provider.version, { load: [name] }).map((each) => each.name);
      expect(await bootWith(provider, filesFor(all), [name])).toEqual({ loaded: true, complaints: new Set() });

      const { loaded, complaints } = await bootWith(provider, filesFor(all, Object.keys(needs)), [name]);
      expect(complaints).not.toEqual(new Set());
      expect(loaded).toBe(declines.length === 0);
    },
  );
});
