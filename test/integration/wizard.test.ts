import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../lib/conf/parse';
import { print } from '../../lib/conf/print';
import { modulesFile } from '../../lib/config/modules-file';
import { resolveModules } from '../../lib/config/resolve-modules';
import { wizardObjects } from '../../lib/config/wizard-objects';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

const WIZARD = `
[phone](!)
type = wizard
accepts_registrations = yes
accepts_auth = yes
endpoint/context = test
endpoint/allow = !all,ulaw
aor/max_contacts = 2
[hall](phone)
inbound_auth/username = hall
inbound_auth/password = secret
[carrier]
type = wizard
sends_auth = yes
sends_registrations = yes
remote_hosts = 192.0.2.1,192.0.2.2:5070
outbound_auth/username = us
outbound_auth/password = secret
endpoint/allow = !all,alaw
[ignored]
endpoint/context = test
andpoint/context = test
`;
const TYPES = ['endpoint', 'aor', 'auth', 'identify', 'registration'];

describeEveryAsterisk((provider) => {
  test('makes the objects that we say a wizard makes', async () => {
    const { file } = parse(WIZARD, 'pjsip_wizard.conf');
    const modules = resolveModules([file], provider.version, { load: ['pbx_config'] });
    const overlay = new Map([
      ...tinyConfiguration,
      ['pjsip_wizard.conf', WIZARD],
      ['pjsip.conf', '[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.1:0\n'],
      ['modules.conf', print(modulesFile(modules))],
    ]);
    const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-wizard-'));
    const asterisk = await startAsterisk({ provider, configDirectory, overlay });
    try {
      await asterisk.booted();
      const expected = wizardObjects(file);
      for (const type of TYPES) {
        const names = expected
          .filter(({ variables }) => variables.some(({ key, value }) => key === 'type' && value === type))
          .map(({ name }) => name);
        const plural = type === 'identify' ? 'identifies' : `${type}s`;
        const shown = await asterisk.cli(`pjsip list ${plural}`);
        const found = [...shown.matchAll(/^ +(?:\w+: +)?([\w-]+)[/ ]/gm)].map(([, name = '']) => name);
        expect({ type, names: found.filter((each) => /^(hall|carrier|ignored)/.test(each)).sort() }).toEqual({
          type,
          names: [...names].sort(),
        });
      }
    } finally {
      await asterisk.stop();
      rmSync(configDirectory, { recursive: true });
    }
  });
});
