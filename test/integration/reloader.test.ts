import { rmSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { application, AsteriskConfig } from '../../lib';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { addPhone } from './support/office';
import { PodReloader } from './support/pod-reloader';
import { renderedDirectory, type SecretValueOf } from './support/rendered-directory';
import { secretOf } from './support/test-house';

describeEveryAsterisk((provider) => {
  const { version } = provider;
  let asterisk: RunningAsterisk;
  let pod: PodReloader;

  function described(change: (config: AsteriskConfig) => void = () => undefined) {
    const config = new AsteriskConfig(new Chart(new App(), 'office'), 'config', { country: 'GB', version });
    addPhone(config, 'hall', '201');
    change(config);
    return config.render();
  }

  async function changed(change?: (config: AsteriskConfig) => void, valueOf: SecretValueOf = secretOf) {
    await pod.mount(described(change), valueOf);
    const since = asterisk.log.length;
    const look = await pod.look();
    return { ...look, said: asterisk.log.slice(since) };
  }

  beforeAll(async () => {
    const before = described();
    const configDirectory = renderedDirectory(before, secretOf);
    try {
      asterisk = await startAsterisk({ provider, configDirectory, readOnlyRoot: true, user: '5060:5060' });
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
    await asterisk.booted();
    pod = await PodReloader.start(asterisk, before, secretOf);
  });
  afterAll(() => asterisk.stop());

  test('nothing to do', async () => {
    expect(await pod.look()).toEqual({
      code: 0,
      log: '',
      status: {
        result: 'loaded',
        generation: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        time: expect.any(String) as string,
      },
    });
  });

  test('a phone and an extension more', async () => {
    const look = await changed((config) => {
      addPhone(config, 'kitchen', '202');
      config.dialplan.context('internal').extension('*1', [application.Hangup()]);
    });
    expect(look).toMatchObject({ code: 0, status: { result: 'loaded' } });
    expect(look.log).toBe(
      'reload-config: loaded: extensions.conf pjsip.conf (module reload res_pjsip.so, module reload pbx_config.so)\n',
    );
    expect(await asterisk.cli('pjsip show endpoint kitchen')).toContain('kitchen');
    expect(await asterisk.cli('dialplan show *1@internal')).toContain('Hangup');
  });
});
