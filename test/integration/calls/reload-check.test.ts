import { rmSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { AsteriskConfig, SipTrunk, type AsteriskVersion } from '../../../lib';
import { reloadList } from '../../../lib/config/reload-plan';
import { Capture } from '../../../lib/testing/calls/capture';
import { CleanUp } from '../../../lib/testing/calls/clean-up';
import { TestNetwork } from '../../../lib/testing/network/test-network';
import { startAsterisk } from '../../../lib/testing/real-asterisk';
import { password, tls } from '../../support/pbx';
import { describeInEachNetwork } from '../support/in-network';
import { addPhone } from '../support/office';
import { PodReloader, type Mounted } from '../support/pod-reloader';
import { renderedDirectory } from '../support/rendered-directory';
import { PBX, secretOf } from '../support/test-house';
import { Authority } from '../support/authorities';

/** The limit of the reloader's container is 256 MiB. */
const LIMIT = 256 * 1024;

/** A PBX whose Asterisk speaks to everybody as soon as it starts: names, registrations, contacts that are asked whether they are there. */
function talkative(version: AsteriskVersion): Mounted {
  const config = new AsteriskConfig(new Chart(new App(), 'office'), 'config', { country: 'GB', version });
  const secure = tls(config);
  for (let phone = 1; phone <= 20; phone++) {
    addPhone(config, `phone${phone}`, String(1000 + phone));
  }
  const account = (name: string) => ({ username: name, password: password(config, name) });
  new SipTrunk(config, 'named', { host: 'sip.provider.example', ranges: ['192.0.2.0/24'], ...account('named') });
  new SipTrunk(config, 'numeric', { host: '198.51.100.7', ranges: ['198.51.100.0/24'], ...account('numeric') });
  new SipTrunk(config, 'secure', {
    host: '203.0.113.7',
    ranges: ['203.0.113.0/24'],
    tls: secure,
    ...account('secure'),
  });
  config.pjsip.addObject('identify', 'by-name', { endpoint: 'named', match: ['gateway.provider.example'] });
  config.pjsip.addObject('aor', 'asked', { contact: ['sip:asked@198.51.100.9:5060'], qualifyFrequency: 1 });
  config.file('rtp.conf').section('general').set({ stunaddr: 'stun.provider.example' });
  config.addFile('http.conf', '[general]\nenabled=yes\nbindaddr=::\n');
  config.addFile('queues.conf', '[sales]\nstrategy=ringall\nmember=PJSIP/phone1\n');
  return config.render();
}

/** The same modules, and nobody to speak to. */
function silent({ files, secrets }: Mounted, version: AsteriskVersion): Mounted {
  const kept = (name: string, text: string) =>
    name === 'rtp.conf'
      ? text.replace(/^stunaddr.*\n/m, '')
      : name === 'pjsip.conf'
        ? text
            .split(/^(?=\[)/m)
            .filter((section) => !/^type *= *(registration|identify|aor)/m.test(section))
            .join('')
        : text;
  const texts = new Map([...files].map(([name, text]) => [name, kept(name, text)] as const));
  return { files: texts, secrets, reloadList: reloadList(texts, version) };
}

describeInEachNetwork('the check of a new configuration', (_, provider) => {
  const { version } = provider;
  const cleanup = new CleanUp();
  const authority = new Authority('house-authority');
  const valueOf = (key: string) => (key.startsWith('tls.') ? authority.issue({ address: PBX.ipv6 }) : secretOf(key));
  afterAll(async () => {
    await cleanup.run();
    authority.remove();
  });

  test('sends nothing to anybody, and has room', async () => {
    const network = await TestNetwork.create();
    cleanup.add(() => network.remove());
    const all = talkative(version);
    const packets = async (
      mounted: Mounted,
      addresses: readonly string[],
      run: (pod: PodReloader) => Promise<void>,
    ): Promise<number> => {
      const host = await network.addHost(...addresses);
      const directory = renderedDirectory(mounted, valueOf);
      const capture = await Capture.start(host);
      cleanup.add(() => capture.stop());
      const asterisk = await startAsterisk({
        provider,
        configDirectory: directory,
        readOnlyRoot: true,
        user: '5060:5060',
        network: { namespace: host.path, nameservers: ['192.0.2.53'] },
      });
      cleanup.add(() => asterisk.stop());
      rmSync(directory, { recursive: true });
      await asterisk.booted();
      await run(await PodReloader.start(asterisk, mounted, valueOf));
      return capture.packets().length;
    };

    const quiet = silent(all, version);
    // The second Asterisk boots on what it would say much of, and on a fault that keeps the first one from reading it.
    const broken = new Map(all.files).set('extensions.conf', `${all.files.get('extensions.conf') ?? ''}nonsense\n`);
    let peak = 0;
    const sent = await packets(quiet, [PBX.ipv6, PBX.ipv4], async (pod) => {
      await pod.mount({ ...all, files: broken }, valueOf);
      const [look, memory] = await pod.measured();
      peak = memory;
      expect(look).toMatchObject({ code: 1, status: { result: 'refused' } });
      // That and nothing else: all that leads nowhere is not complained of.
      expect(look.log).toMatch(
        /^reload-config: refused: WARNING config.c: No '=' .* line \d+ of \/etc\/asterisk\/extensions.conf\n$/,
      );
    });
    expect(sent).toBe(0);
    process.stderr.write(
      `Asterisk ${version.full}: the reloader and its check take ${Math.round(peak / 1024)} MiB at most\n`,
    );
    expect(peak).toBeGreaterThan(20 * 1024);
    expect(peak).toBeLessThan(LIMIT / 2);

    // As it is, it does speak: so it would have been seen.
    expect(await packets(all, ['2001:111:1234:e8b1::1:2', '10.10.10.3'], () => Promise.resolve())).toBeGreaterThan(0);
  }, 120_000);
});
