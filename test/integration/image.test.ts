import { readdirSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { App, Chart } from 'cdk8s';
import type { AsteriskConfig } from '../../lib';
import { AsteriskVersion } from '../../lib/catalog/version';
import { AsteriskImage, type AsteriskImageProps } from '../../lib/image';
import { config as configuration, phone } from '../support/pbx';
import {
  amiTestManagerConf,
  rootFileSystemProvider,
  startAsterisk,
  type RunningAsterisk,
} from '../../lib/testing/real-asterisk';
import { buildImage, whyNoBuild, type BuiltImage } from './support/build-image';
import { describeUnless } from './support/describe-unless';

/** A PBX with one phone. */
function source(version: AsteriskVersion, chart = new Chart(new App(), 'chart')): AsteriskConfig {
  const config = configuration(chart, { version });
  phone(config, 'hall', '201');
  return config;
}

function image(version: AsteriskVersion, props: Partial<AsteriskImageProps> = {}): AsteriskImage {
  const chart = new Chart(new App(), 'chart');
  const config = source(version, chart);
  return new AsteriskImage(chart, 'image', { repository: 'registry.example.com/home/asterisk', config, ...props });
}

function modulesOf({ root }: BuiltImage): string[] {
  const lib = join(root, 'usr/lib');
  return readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /asterisk\/modules\/.*\.so$/.test(path),
  );
}

for (const version of AsteriskVersion.ALL) {
  describeUnless(whyNoBuild(), `the image of Asterisk ${version.full}`, () => {
    let built: BuiltImage;
    let asterisk: RunningAsterisk | undefined;

    beforeAll(async () => {
      built = await buildImage(image(version));
    }, 600_000);

    afterEach(async () => {
      await asterisk?.stop();
      asterisk = undefined;
    });

    async function boot(from: BuiltImage, overlay = new Map<string, string>()): Promise<RunningAsterisk> {
      asterisk = await startAsterisk({
        provider: rootFileSystemProvider(version, from.root),
        user: from.config.User,
        readOnlyRoot: true,
        overlay,
      });
      await asterisk.booted();
      return asterisk;
    }

    test('boots from its own files, as its user, with a read-only root, and without a problem', async () => {
      const running = await boot(built);
      expect(running.problems()).toEqual([]);
      expect(await running.cli('core show version')).toContain(`Asterisk ${version.full}`);
      const { stdout } = await running.run(['stat', '-c', '%u:%g', '/run/asterisk/asterisk.ctl']);
      expect(stdout.trim()).toBe('5060:5060');
    });

    test('says how it is run', () => {
      expect(built.config).toMatchObject({
        User: '5060:5060',
        Cmd: ['/usr/sbin/asterisk', '-f'],
        Labels: { 'org.opencontainers.image.version': version.full },
      });
    });

    test('has nothing of the stock configuration, and its directories belong to its user', () => {
      expect(readdirSync(join(built.root, 'etc/asterisk')).sort()).toEqual([...source(version).baseline.keys()].sort());
      for (const directory of ['var/lib', 'var/log', 'var/spool', 'run']) {
        const { uid, gid } = statSync(join(built.root, directory, 'asterisk'));
        expect([uid, gid]).toEqual([5060, 5060]);
      }
      expect(existsSync(join(built.root, 'usr/share/zoneinfo/Europe/London'))).toBe(true);
      expect(readdirSync(join(built.root, 'var/lib/apt/lists'))).toEqual([]);
    });

    test('its renderer works as its user, with a read-only root', async () => {
      const running = await boot(built);
      const script = `set -e; cd /tmp; mkdir config secrets secrets/sip target
      printf 'a=«secret:sip/key»\\n' > config/a.conf; printf 'x;y\\n' > secrets/sip/key
      ${AsteriskImage.RENDERER} config secrets target; cat target/a.conf`;
      const asUser = ['--reuid=5060', '--regid=5060', '--clear-groups'] as const;
      const { stdout, stderr } = await running.run(['setpriv', ...asUser, 'sh', '-c', script]);
      expect({ stdout, stderr }).toEqual({ stdout: 'a=x\\;y\n', stderr: '' });
    });

    test('plays English core sounds', async () => {
      const modules = ['pbx_config', 'app_playback', 'app_verbose', 'format_gsm', 'codec_gsm'].map(
        (name) => `load=${name}.so`,
      );
      const steps = [
        'Answer()',
        'Playback(hello-world)',
        'Log(WARNING,status ${PLAYBACKSTATUS})',
        'Playback(no-such-sound)',
      ];
      const overlay = new Map([
        ['modules.conf', `[modules]\nautoload=no\n${modules.join('\n')}\n`],
        ['extensions.conf', `[test]\nexten => 1,1,NoOp()\n${steps.map((step) => `same => n,${step}\n`).join('')}`],
        ['manager.conf', amiTestManagerConf],
      ]);
      const running = await boot(built, overlay);
      const ami = await running.ami();
      const call = { Action: 'Originate', Channel: 'Local/1@test', Application: 'Wait', Data: '5', Async: 'true' };
      expect((await ami.action(call)).ok).toBe(true);
      for (let waited = 0; waited < 100 && !running.log.includes('no-such-sound'); waited++) {
        await sleep(50);
      }
      expect(
        running
          .problems()
          .map(({ message }) => message)
          .slice(0, 2),
      ).toEqual([expect.stringContaining('status SUCCESS'), expect.stringContaining('no-such-sound')]);
    });

    test('prune leaves the modules that are loaded, and boots', async () => {
      const pruned = await buildImage(image(version, { prune: true }));
      expect(modulesOf(built).length).toBeGreaterThan(100);
      expect(
        modulesOf(pruned)
          .map((path) => path.replace(/.*\//, ''))
          .sort(),
      ).toEqual(
        source(version)
          .modules.map((name) => `${name}.so`)
          .sort(),
      );
      expect((await boot(pruned)).problems()).toEqual([]);
    }, 600_000);

    if (version === AsteriskVersion.V22) {
      test('realtimePriority is root and -fp', async () => {
        const { config } = await buildImage(image(version, { realtimePriority: true }));
        expect(config).toMatchObject({ User: '0:0', Cmd: ['/usr/sbin/asterisk', '-fp'] });
      }, 600_000);
    }
  });
}
