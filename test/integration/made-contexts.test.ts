import { parse } from '../../lib/conf/parse';
import { print } from '../../lib/conf/print';
import { modulesFile } from '../../lib/config/modules-file';
import { resolveModules } from '../../lib/config/resolve-modules';
import { madeContexts } from '../../lib/lint/known-contexts';
import { Subject } from '../../lib/lint/subject';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

const FILES = new Map([
  ['res_parking.conf', '[valet]\nparkext = 800\nparkpos = 801-810\ncontext = valet\n'],
  [
    'pjsip.conf',
    '[global]\ntype = global\nregcontext = registered\n[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:0\n',
  ],
  [
    'pjsip_wizard.conf',
    '[hall]\ntype = wizard\nhas_hint = yes\nhint_exten = 201\nhint_context = lamps\nendpoint/allow = !all,ulaw\n',
  ],
]);

describeEveryAsterisk((provider) => {
  test('modules make the contexts that we say they make', async () => {
    const files = [...FILES].map(([name, text]) => parse(text, name).file);
    const modules = resolveModules(files, provider.version, { load: ['pbx_config', 'res_parking', 'res_pjsip'] });
    const asterisk = await startAsterisk({
      provider,
      overlay: new Map([...tinyConfiguration, ...FILES, ['modules.conf', print(modulesFile(modules))]]),
    });
    try {
      await asterisk.booted();
      const shown = await asterisk.cli('dialplan show');
      const found = [...shown.matchAll(/^\[ Context '(.*)' created by/gm)].map(([, name = '']) => name);
      const expected = madeContexts(new Subject({ texts: FILES, version: provider.version }));
      expect([...expected].sort()).toEqual(['lamps', 'parkedcalls', 'registered', 'valet']);
      expect(found).toEqual(expect.arrayContaining([...expected]));
    } finally {
      await asterisk.stop();
    }
  });
});
