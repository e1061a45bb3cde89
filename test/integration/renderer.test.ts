import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { amiTestManagerConf, startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { hostileValues } from '../image/hostile-values';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

const renderer = readFileSync(join(__dirname, '../../lib/image/context/render-config'), 'utf8');

describeEveryAsterisk((provider) => {
  let directory: string;
  let asterisk: RunningAsterisk;

  beforeAll(async () => {
    // The whole scene travels as files of the configuration directory; the script runs where Asterisk runs.
    directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
    for (const part of ['config', 'secrets/sip', 'rendered']) {
      mkdirSync(join(directory, part), { recursive: true });
    }
    const lines = hostileValues.map((value, index) => {
      writeFileSync(join(directory, 'secrets/sip', `key${index}`), `${value}\n`);
      return `password=«secret:sip/key${index}»\nid = <«secret:sip/key${index}»> ; «comment»`;
    });
    writeFileSync(join(directory, 'config/secrets.conf'), `[phone]\n${lines.join('\n')}\n`);
    writeFileSync(join(directory, 'render-config'), renderer);
    for (const [name, text] of [...tinyConfiguration, ['manager.conf', amiTestManagerConf] as const]) {
      writeFileSync(join(directory, name), text);
    }
    asterisk = await startAsterisk({ provider, configDirectory: directory });
    await asterisk.booted();
  });

  afterAll(async () => {
    await asterisk.stop();
    rmSync(directory, { recursive: true });
  });

  test('Asterisk reads every secret exactly as it is', async () => {
    const script =
      'cd /etc/asterisk && sh render-config config secrets rendered && chmod -R a+rX . && mv rendered/secrets.conf .';
    expect(await asterisk.run(['sh', '-c', script])).toMatchObject({ code: 0, stderr: '' });
    const { fields } = await (await asterisk.ami()).action({ Action: 'GetConfig', Filename: 'secrets.conf' });
    const read = fields.filter(([name]) => name.startsWith('Line-')).map(([, value]) => value);
    expect(read).toEqual(hostileValues.flatMap((value) => [`password=${value}`, `id=<${value}>`]));
  });
});
