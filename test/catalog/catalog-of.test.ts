import { catalogOf } from '../../lib/catalog/catalog-of';
import * as rules from '../../lib/catalog/module-rules';
import { AsteriskVersion } from '../../lib/catalog/version';

describe.each(AsteriskVersion.ALL.map((version) => [version.full, catalogOf(version)] as const))(
  'the catalog of %s',
  (full, catalog) => {
    const known = Object.keys(catalog.modules);

    test('is of that version', () => {
      expect(catalog.version).toBe(full);
    });

    test('names a module for whatever a module provides', () => {
      const providers = [
        ...Object.values(catalog.applications).map(({ module }) => module),
        ...Object.values(catalog.functions).map(({ module }) => module),
        ...Object.values(catalog.managerActions),
      ];
      expect(providers.filter((each) => !/^(builtin|unknown|(app|chan|func|pbx|res)_\w+)$/.test(each))).toEqual([]);
      // What is not installed is documented all the same: hardware, and packages of their own.
      const missing = providers.filter((each) => each !== 'builtin' && !known.includes(each));
      expect(missing.length).toBeLessThan(providers.length / 8);
    });

    test('knows the applications and functions that dialplans begin with', () => {
      expect(catalog.applications).toMatchObject({
        Dial: { module: 'app_dial' },
        Answer: { module: 'builtin' },
        Queue: { module: 'app_queue' },
        Playback: { module: 'app_playback' },
        Park: { module: 'res_parking' },
        While: { module: 'app_while' },
        VoiceMail: { module: 'app_voicemail' },
      });
      expect(catalog.functions).toMatchObject({
        CALLERID: { module: 'func_callerid' },
        CHANNEL: { module: 'func_channel' },
        FILTER: { module: 'func_strings' },
        PJSIP_HEADER: { module: 'res_pjsip_header_funcs' },
      });
    });

    test('knows what an application is given', () => {
      expect(catalog.applications.Dial?.parameters.map(({ name }) => name).slice(1)).toEqual([
        'timeout',
        'options',
        'URL',
      ]);
      const flags = catalog.applications.Dial?.parameters[2]?.options;
      expect(flags).toMatchObject({
        g: {},
        m: { arguments: [{ name: 'class' }] },
        L: { separator: ':', arguments: [{ name: 'x', required: true }, { name: 'y' }, { name: 'z' }] },
      });
      expect(catalog.applications.GotoIf?.separator).toBe('?');
    });

    test('knows how options are read', () => {
      const objects = catalog.files['pjsip.conf']?.objects;
      expect(objects?.endpoint?.options).toMatchObject({
        rtp_ipv6: { type: 'boolean', default: 'no' },
        dtmf_mode: { type: 'choice', default: 'rfc4733' },
        rtp_timeout: { type: 'integer', unit: 'seconds', default: '0' },
        allow: { type: 'codecs' },
        identify_by: { type: 'list', default: 'username,ip' },
        permit: { type: 'acl', repeat: true },
      });
      expect(objects?.endpoint?.options.dtmf_mode?.choices).toContain('auto_info');
      expect(objects?.registration).toMatchObject({ module: 'res_pjsip_outbound_registration', type: 'registration' });
      expect(catalog.files['confbridge.conf']?.objects.user_profile).toMatchObject({
        section: { not: ['general'] },
        type: 'user',
      });
      expect(catalog.files['cdr.conf']?.objects.general).toMatchObject({
        module: 'builtin',
        section: { is: ['general'] },
      });
    });

    test('knows what modules require, be it said or linked', () => {
      expect(catalog.modules.chan_pjsip?.requires).toEqual(['res_pjsip', 'res_pjsip_session', 'res_pjsip_pubsub']);
      expect(catalog.modules.res_fax_spandsp?.requires).toContain('res_fax');
      expect(catalog.modules.res_fax_spandsp?.enhances).toContain('res_fax');
      expect(catalog.modules.chan_pjsip).toMatchObject({ supportLevel: 'core', priority: 70 });
    });

    test('knows the files that Asterisk itself and modules need', () => {
      expect(catalog.builtin.needs).toMatchObject({
        'udptl.conf': '',
        'logger.conf': expect.stringContaining('console') as string,
      });
      expect(catalog.builtin.declines).toEqual(['modules.conf']);
      expect(catalog.modules.app_confbridge).toMatchObject({
        needs: { 'confbridge.conf': '' },
        declines: ['confbridge.conf'],
      });
      expect(catalog.modules.res_pjsip?.needs).toEqual({ 'pjsip.conf': '' });
      expect(catalog.modules.app_dial).not.toHaveProperty('needs');
    });

    test('has the modules that every call needs', () => {
      expect(rules.SIP_MODULES.filter((each) => !known.includes(each))).toEqual([]);
    });

    test('carries no prose', () => {
      const texts: string[] = [];
      JSON.stringify(catalog, (_, value: unknown) => {
        if (typeof value === 'string') texts.push(value);
        return value;
      });
      // The longest texts are the defaults of codec preferences, names with values, and formats of time.
      const plain = texts.map((text) => text.replace(/[\w-]+: \w+,?|%\w/g, ''));
      expect(plain.filter((text) => text.trim().split(' ').length > 6)).toEqual([]);
    });
  },
);

test('every module of a rule is known to some version', () => {
  const known = new Set(AsteriskVersion.ALL.flatMap((version) => Object.keys(catalogOf(version).modules)));
  const named = [
    ...rules.SIP_MODULES,
    ...rules.DIALPLAN_MODULES,
    ...rules.HINT_MODULES,
    ...[
      rules.MODULES_OF_TYPES,
      rules.MODULES_OF_CODECS,
      rules.MODULES_OF_APPLICATIONS,
      rules.MODULES_OF_FLAGS,
      rules.UNSAID_REQUIREMENTS,
    ].flatMap((table) => Object.values(table).flat()),
    ...Object.values(rules.MODULES_OF_OPTIONS).flatMap(({ modules }) => modules),
    ...Object.values(rules.MODULES_OF_FORMATS),
    ...Object.values(rules.MODULES_OF_TECHNOLOGIES),
    ...Object.values(rules.MODULES_OF_SWITCHES),
  ];
  // Hardware that Debian's packages leave out.
  expect(named.filter((each) => !known.has(each) && each !== 'chan_dahdi')).toEqual([]);
});
