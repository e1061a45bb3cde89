import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { config, phone, tls } from '../support/pbx';
import { describeEveryAsterisk } from './support/asterisk';

describeEveryAsterisk((provider) => {
  test('files with SIP over TLS boot as they are synthesized', async () => {
    const made = config(new Chart(new App(), 'test'), { version: provider.version });
    phone(made, 'hall', '201', { tls: tls(made) });
    const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
    made.render().files.forEach((text, name) => {
      writeFileSync(join(configDirectory, name), text);
    });
    const asterisk = await startAsterisk({ provider, configDirectory, readOnlyRoot: true });
    try {
      await asterisk.booted();
      expect(asterisk.problems()).toEqual([]);
      expect(await asterisk.cli('pjsip show transports')).toMatch(/tls6 +tls .*\[::\]:5061/);
    } finally {
      await asterisk.stop();
      rmSync(configDirectory, { recursive: true });
    }
  });
});
