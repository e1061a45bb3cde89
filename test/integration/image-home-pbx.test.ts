import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { App } from 'cdk8s';
import { HomePbx } from '../../apps/home-pbx/chart';
import { AsteriskImage, AsteriskVersion } from '../../lib';
import { rootFileSystemProvider, startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { manifest } from '../support/pbx';
import { buildImage, whyNoBuild, type BuiltImage } from './support/build-image';
import { describeUnless } from './support/describe-unless';
import { whyNoNetwork } from '../../lib/testing/network/network-namespace';
import { pbxIn } from './support/synthesized';
import { TestNetwork } from '../../lib/testing/network/test-network';
import { AAISP, Aaisp } from './support/aaisp';

const secretOf = (key: string): string => `${key};\\"#=>«${key}»`;

/** The user of the image, without any privilege. */
const asUser = ['setpriv', '--reuid=5060', '--regid=5060', '--clear-groups', '--bounding-set=-all'] as const;

interface Container {
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly command: readonly string[];
}

interface Probe {
  readonly exec: { readonly command: readonly [string, ...string[]] };
}

interface PodSpec {
  readonly containers: readonly [Container];
  readonly initContainers: readonly [Container];
}

for (const version of AsteriskVersion.ALL) {
  describeUnless(whyNoBuild() ?? whyNoNetwork(), `home-pbx in its own image, on ${version.full}`, () => {
    const chart = new HomePbx(new App(), 'home-pbx', { version });
    const pbx = pbxIn(chart);
    const { spec: pod } = (manifest(chart, 'StatefulSet').spec as { template: { spec: PodSpec } }).template;
    let built: BuiltImage;
    let network: TestNetwork;
    let registrar: Aaisp;
    let directory: string;
    let asterisk: RunningAsterisk;

    beforeAll(async () => {
      built = await buildImage(pbx.image);
      network = await TestNetwork.create();
      registrar = await Aaisp.start(network, [{ username: '+441632960000', password: secretOf('aaisp') }]);
      const host = await network.addHost(...pbx.address.addresses.map(({ text }) => text));
      directory = await rendered();
      asterisk = await startAsterisk({
        provider: rootFileSystemProvider(version, built.root),
        configDirectory: directory,
        user: built.config.User,
        readOnlyRoot: true,
        network: { namespace: host.path, nameservers: [AAISP.nameserver] },
      });
      await asterisk.booted();
    }, 600_000);

    afterAll(async () => {
      await asterisk.stop();
      await registrar.stop();
      await network.remove();
      rmSync(directory, { recursive: true });
    });

    /** The files as the init container leaves them: the renderer of the image, run in the image, as its user. */
    async function rendered(): Promise<string> {
      const [init] = pod.initContainers;
      expect(init.command.slice(0, 1)).toEqual([AsteriskImage.RENDERER]);
      const bare = await startAsterisk({
        provider: rootFileSystemProvider(version, built.root),
        user: built.config.User,
        readOnlyRoot: true,
      });
      try {
        await bare.booted();
        const write = (path: string, text: string): string =>
          `printf %s ${Buffer.from(text).toString('base64')} | base64 -d >/tmp/${path}`;
        const script = [
          'mkdir -p /tmp/config /tmp/target',
          ...[...pbx.rendered.files].map(([name, text]) => write(`config/${name}`, text)),
          ...pbx.rendered.secrets.flatMap(({ name, key }) => [
            `mkdir -p /tmp/secrets/${name}`,
            write(`secrets/${name}/${key}`, secretOf(key)),
          ]),
          `${AsteriskImage.RENDERER} /tmp/config /tmp/secrets /tmp/target`,
          'tar -C /tmp/target -c . | base64 -w0',
        ];
        const { code, stdout, stderr } = await bare.run([...asUser, 'sh', '-ec', script.join('\n')]);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const into = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-image-'));
        spawnSync('tar', ['-x', '-C', into], { input: Buffer.from(stdout, 'base64') });
        return into;
      } finally {
        await bare.stop();
      }
    }

    const probes = (): (readonly [string, Probe['exec']['command']])[] => {
      const [{ startupProbe, readinessProbe, livenessProbe }] = pod.containers;
      return Object.entries({ startupProbe, readinessProbe, livenessProbe }).map(([name, { exec }]) => [
        name,
        exec.command,
      ]);
    };

    test('boots without a problem, as its user, with a read-only root', async () => {
      expect(asterisk.problems()).toEqual([]);
      const { stdout } = await asterisk.run(['stat', '-c', '%u:%g', '/run/asterisk/asterisk.ctl']);
      expect(stdout.trim()).toBe(built.config.User);
      expect((await asterisk.run(['sh', '-c', ': >/etc/passwd'])).code).not.toBe(0);
    });

    test('registers, and has no problem then', async () => {
      let shown = '';
      for (let tries = 0; tries < 150 && !shown.includes(' Registered '); tries++) {
        await sleep(100);
        shown = await asterisk.cli('pjsip show registrations');
      }
      expect(shown).toContain(' Registered ');
      expect(asterisk.problems()).toEqual([]);
    }, 30_000);

    test.each(probes())('the %s succeeds', async (_name, command) => {
      expect(await asterisk.run([...asUser, ...command])).toMatchObject({ code: 0 });
    });

    test.each(probes())('the %s fails where no Asterisk runs', (_name, command) => {
      const { status } = spawnSync('chroot', ['--userspec=5060:5060', built.root, ...command]);
      expect(status).toBe(1);
    });

    test.each(probes())('the %s does not succeed while Asterisk hangs', async (_name, command) => {
      const signal = (name: string) => asterisk.run(['sh', '-c', `kill -${name} $(cat /run/asterisk/asterisk.pid)`]);
      expect((await signal('STOP')).code).toBe(0);
      try {
        expect((await asterisk.run([...asUser, ...command], 1000)).code).not.toBe(0);
      } finally {
        await signal('CONT');
      }
    });
  });
}
