import { moduleFacts } from '../../lib/catalog/module-facts';
import { FILES_OF_MODULES } from '../../lib/catalog/needed-files';
import { MODULES_OF_CODECS, MODULES_OF_OPTIONS, MODULES_OF_TYPES, SIP_MODULES } from '../../lib/catalog/pjsip-modules';
import { AsteriskVersion } from '../../lib/catalog/version';
import { errorOf } from '../support/error-of';

test.each(['16', 16, '22', 22])('a version by its number: %j', (major) => {
  expect(AsteriskVersion.of(major).major).toBe(Number(major));
});

test.each(['', '18', '22.10', 'latest', 0])('fails with a version that is not known: %j', (major) => {
  expect(errorOf(() => AsteriskVersion.of(major))).toEqual({
    code: 'AsteriskVersion',
    message: expect.stringContaining('known are 16, 22') as string,
  });
});

describe.each(AsteriskVersion.ALL.map((version) => [version.full, moduleFacts(version)] as const))(
  'what is known of %s',
  (_, facts) => {
    const known = Object.keys(facts.modules);

    test('names modules that it has', () => {
      const providers = [...Object.values(facts.applications), ...Object.values(facts.functions)].filter(
        (each) => each !== 'builtin',
      );
      expect(providers.filter((each) => !known.includes(each))).toEqual([]);
      expect(
        Object.values(facts.modules)
          .flat()
          .filter((each) => !known.includes(each)),
      ).toEqual([]);
    });

    test('knows the applications and functions that dialplans begin with', () => {
      expect(facts.applications).toMatchObject({
        Dial: 'app_dial',
        Answer: 'builtin',
        Queue: 'app_queue',
        Playback: 'app_playback',
        Park: 'res_parking',
      });
      expect(facts.functions).toMatchObject({
        CALLERID: 'func_callerid',
        FILTER: 'func_strings',
        PJSIP_HEADER: 'res_pjsip_header_funcs',
      });
      expect(Object.keys(facts.applications).length).toBeGreaterThan(150);
    });

    test('has every module that a configuration of ours may need', () => {
      const named = [
        ...SIP_MODULES,
        ...Object.values(MODULES_OF_TYPES).flat(),
        ...Object.values(MODULES_OF_CODECS).flat(),
        ...Object.values(MODULES_OF_OPTIONS).flatMap(({ modules }) => modules),
      ];
      // Voicemail is a package of its own in Debian 11.
      expect(named.filter((each) => !known.includes(each))).toEqual([]);
    });
  },
);

test('files are said to be wanted by modules of some version', () => {
  // Not by each: Debian 11 packages voicemail apart, and has no res_prometheus.
  const known = AsteriskVersion.ALL.flatMap((version) => Object.keys(moduleFacts(version).modules));
  expect(Object.keys(FILES_OF_MODULES).filter((each) => !known.includes(each))).toEqual([]);
});
