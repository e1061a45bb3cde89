import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chart } from 'cdk8s';
import { HomePbx } from '../../apps/home-pbx/chart';
import { Minimal } from '../../apps/minimal/chart';
import { AsteriskVersion, type AsteriskApp } from '../../lib';
import { houseContexts } from '../../lib/dialplan/house-contexts';
import {
  startAsterisk,
  type AsteriskProvider,
  type Problem,
  type RunningAsterisk,
} from '../../lib/testing/real-asterisk';
import { describeInNetwork } from './support/in-network';
import { synthesized, type Synthesized } from './support/synthesized';
import { TestNetwork } from '../../lib/testing/network/test-network';
import { AAISP, Aaisp } from './support/aaisp';

/** How many modules are in Asterisk itself, on every version. */
const BUILT_IN = 16;

/** How long an Asterisk is watched after its boot, in milliseconds. */
const WATCH = 30_000;

// Each holds what some dialect takes for something else.
const secrets: Readonly<Record<string, string>> = {
  hall: 'p;w#d\\x "q" é',
  kitchen: '>=]${x}&[y]',
  doorbell: ';--;\\;',
  aaisp: '=>%s;«é»\\&',
  password: '#include "x" it\'s',
};

const apps = {
  'home-pbx': (app: AsteriskApp, version: AsteriskVersion): Chart => new HomePbx(app, 'home-pbx', { version }),
  minimal: (app: AsteriskApp, version: AsteriskVersion): Chart => new Minimal(app, 'minimal', { version }),
};

/** An app that is booted in a network, and what it said. */
class Booted {
  static async start(provider: AsteriskProvider, app: keyof typeof apps, reachable: boolean): Promise<Booted> {
    const { version } = provider;
    const made = synthesized(
      (each) => apps[app](each, version),
      (key) => secrets[key] ?? '',
    );
    const network = await TestNetwork.create();
    const registrar =
      reachable && made.pbx.config.trunks.length > 0
        ? await Aaisp.start(network, [{ username: '+441632960000', password: secrets.aaisp ?? '' }])
        : undefined;
    const host = await network.addHost(...made.pbx.address.addresses.map(({ text }) => text));
    const asterisk = await startAsterisk({
      provider,
      configDirectory: made.directory,
      // A pod has a root that is read-only; the other app shows that it does not depend on that.
      readOnlyRoot: app === 'home-pbx',
      network: { namespace: host.path, nameservers: [AAISP.nameserver] },
    });
    await asterisk.booted();
    return new Booted(made, asterisk, asterisk.problems(), network, registrar);
  }

  private constructor(
    readonly made: Synthesized,
    readonly asterisk: RunningAsterisk,
    readonly problemsUntilBooted: readonly Problem[],
    private readonly network: TestNetwork,
    private readonly registrar: Aaisp | undefined,
  ) {}

  /** What a list of `pjsip show` holds, once it holds this. */
  async shows(command: string, text: string): Promise<string> {
    let answer = '';
    for (let tries = 0; tries < 40 && !answer.includes(text); tries++) {
      answer = await this.asterisk.cli(command);
      await sleep(100);
    }
    return answer;
  }

  async stop(): Promise<void> {
    await Promise.all([this.asterisk.stop(), this.registrar?.stop()]);
    await this.network.remove();
    rmSync(this.made.directory, { recursive: true });
  }
}

describeInNetwork('the apps, as synthesized', (providers) => {
  const cases = providers.flatMap((provider) => [
    { name: `home-pbx on ${provider.version.full}`, provider, app: 'home-pbx' as const, reachable: true },
    { name: `minimal on ${provider.version.full}`, provider, app: 'minimal' as const, reachable: true },
    {
      name: `home-pbx on ${provider.version.full}, without provider`,
      provider,
      app: 'home-pbx' as const,
      reachable: false,
    },
  ]);
  const booted = new Map<string, Booted>();

  beforeAll(async () => {
    // All at once: most of the time they are only watched.
    await Promise.all(
      cases.map(async ({ name, provider, app, reachable }) => {
        booted.set(name, await Booted.start(provider, app, reachable));
      }),
    );
    await sleep(WATCH);
  }, 180_000);

  afterAll(async () => {
    await Promise.all([...booted.values()].map((each) => each.stop()));
  });

  describe.each(cases)('$name', ({ name, provider, app, reachable }) => {
    let asterisk: RunningAsterisk;
    let made: Synthesized;

    beforeEach(() => {
      const found = booted.get(name);
      if (found === undefined) {
        throw new Error(`${name} did not boot`);
      }
      ({ asterisk, made } = found);
    });

    if (!reachable) {
      test('complains about its trunk, and about nothing else', () => {
        const complaints = asterisk.problems().map(({ message }) => message);
        expect(complaints.length).toBeGreaterThan(0);
        expect(complaints.filter((each) => !each.includes('voiceless.aa.net.uk'))).toEqual([]);
      });
      return;
    }

    test('boots without a problem, and has none afterwards', () => {
      expect(booted.get(name)?.problemsUntilBooted).toEqual([]);
      expect(asterisk.problems()).toEqual([]);
    });

    test('has the endpoints', async () => {
      const { config } = made.pbx;
      const names = [...config.phones, ...config.trunks].map((each) => each.name);
      const shown = await asterisk.cli('pjsip show endpoints');
      expect([...shown.matchAll(/^ Endpoint: {2}(?!<)([^\s/]+)/gm)].map(([, each]) => each).sort()).toEqual(
        names.sort(),
      );
      for (const { name: phone, extension } of config.phones) {
        expect(shown).toContain(`${phone}/${extension}`);
      }
    });

    test('has the transports', async () => {
      const shown = await asterisk.cli('pjsip show transports');
      for (const transport of made.pbx.config.pjsip.objects('transport')) {
        expect(shown).toMatch(new RegExp(`^Transport: +${transport.name} .*${transport.get('protocol')} `, 'm'));
        expect(shown).toContain(` ${transport.get('bind') ?? ''}`);
      }
    });

    test('has the passwords, exactly', async () => {
      for (const auth of made.pbx.config.pjsip.objects('auth')) {
        const key = /\/(.*)»$/.exec(auth.get('password') ?? '')?.[1] ?? '';
        expect(secrets).toHaveProperty(key);
        expect(await asterisk.cli(`pjsip show auth ${auth.name}`)).toContain(` ${secrets[key] ?? ''}\n`);
      }
    });

    test('is registered, and tells its trunk by its ranges', async () => {
      for (const trunk of made.pbx.config.trunks) {
        const shown = (await booted.get(name)?.shows('pjsip show registrations', ' Registered ')) ?? '';
        expect(shown).toMatch(new RegExp(`^ ${trunk.name}/sip:${trunk.host} .* Registered `, 'm'));
        const ranges = await asterisk.cli('pjsip show identifies');
        expect([...ranges.matchAll(/Match: (\S+)/g)].map(([, range]) => range)).toHaveLength(trunk.ranges.length);
        for (const range of trunk.ranges.filter((each) => !each.includes(':'))) {
          expect(ranges).toContain(`Match: ${range}`);
        }
      }
    });

    test('has the dialplan', async () => {
      const shown = await asterisk.cli('dialplan show');
      for (const context of houseContexts(made.pbx.config.house)) {
        const own = shown
          .split('[ Context ')
          .find((each) => each.startsWith(`'${context.name}' created by 'pbx_config'`));
        expect(own).toBeDefined();
        for (const { pattern, steps } of context.extensions) {
          expect(own).toContain(`  '${pattern}' => `.padEnd(20));
          expect(own).toContain(`${steps[0]?.application ?? ''}(`);
        }
        for (const included of context.includes) {
          expect(own).toContain(`Include =>        '${included}'`);
        }
      }
    });

    test('has the modules that were resolved, and no more', async () => {
      const shown = await asterisk.cli('module show');
      const count = Number(/^(\d+) modules loaded$/m.exec(shown)?.[1]);
      expect(count).toBe(made.pbx.rendered.modules.length + BUILT_IN);
      if (app === 'home-pbx' && provider.version === AsteriskVersion.V22) {
        expect(count).toBeLessThanOrEqual(56);
      }
      console.log(`${name}: ${count} modules, ${BUILT_IN} of them built in`);
    });
  });
});
