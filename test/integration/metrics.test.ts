import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AsteriskVersion, IpFamily, SipTrunk, type AsteriskConfig } from '../../lib';
import { METRIC_PATHS, SECURITY_LOG, STATIC_FILES, writeMetricsFiles } from '../../lib/config/metrics-files';
import { alertsOf, type AlertedPbx } from '../../lib/pbx/alerts';
import { dashboardOf } from '../../lib/pbx/dashboard';
import { VoipProvider } from '../../lib/testing/calls/voip-provider';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { errorOf } from '../support/error-of';
import { chart, config, password, pbx } from '../support/pbx';
import { describeEveryAsterisk } from './support/asterisk';
import { describeInNetwork } from './support/in-network';
import { addPhone, Office, OFFICE } from './support/office';
import { secretOf } from './support/test-house';

const PROVIDER = '2001:db8:1::1';
const MATCHERS = 'job="asterisk"';
const PBX: AlertedPbx = {
  name: 'asterisk',
  matchers: MATCHERS,
  phones: ['hall', 'kitchen'],
  registrations: [{ trunk: 'carrier', username: `sip:us@[${PROVIDER}]` }],
  callLimit: 250,
};

function describeOffice(config: AsteriskConfig): void {
  addPhone(config, 'hall', '201');
  addPhone(config, 'kitchen', '202');
  new SipTrunk(config, 'carrier', {
    host: PROVIDER,
    username: 'us',
    password: password(config, 'carrier'),
    ipFamily: IpFamily.IPV6,
  });
  writeMetricsFiles(config, 8088, config);
}

/** The names of metrics in an expression of PromQL. */
function metricsIn(text: string): readonly string[] {
  return [...text.matchAll(/\basterisk_[a-z_]+(?=[{])/g)].map(([name]) => name);
}

describeInNetwork('metrics', (providers) => {
  const provider = providers.find(({ version }) => version === AsteriskVersion.V22);
  if (provider === undefined) throw new Error('there is no Asterisk 22');
  let office: Office;

  beforeAll(async () => {
    office = await Office.build(provider, { describe: describeOffice });
    office.add(
      await VoipProvider.start(office.network, {
        addresses: [PROVIDER],
        accounts: [{ username: 'us', password: secretOf('carrier') }],
      }),
    );
    for (const [index, name] of ['hall', 'kitchen'].entries()) {
      await (await office.phone(name, `${OFFICE}:20${index + 1}`, 440 + 260 * index)).registered();
    }
    await office.phone('hall', `${OFFICE}:209`, 950, { password: 'wrong' });
    const script = readFileSync(join(__dirname, '../../lib/image/context/count-events'), 'utf8');
    await office.asterisk.write('count-events', script);
    for (let waited = 0; waited < 200; waited++) {
      if ((await office.asterisk.cli('pjsip show registrations')).includes('Registered')) return;
      await sleep(200);
    }
    throw new Error('the trunk does not register');
  }, 90_000);
  afterAll(() => office.remove());

  async function count(): Promise<void> {
    const status = '/run/asterisk/reload-status';
    const program = `echo result refused >${status}; sh /etc/asterisk/count-events ${SECURITY_LOG} ${status} /tmp/counted.plain`;
    const { code, stderr } = await office.asterisk.run(['sh', '-c', program]);
    expect([code, stderr]).toEqual([0, '']);
  }

  /** All that Prometheus would be given. */
  async function all(): Promise<string> {
    await count();
    const counted = (await office.asterisk.run(['cat', '/tmp/counted.plain'])).stdout;
    return `${(await get(office.asterisk, METRIC_PATHS.asterisk)).text}${counted}`;
  }

  test('are what alerts and dashboard ask for, by the same names and labels', async () => {
    const text = await all();
    const names = new Set([...text.matchAll(/^(asterisk_\w+)/gm)].map(([, name = '']) => name));
    const asked = new Set([
      ...alertsOf(PBX).flatMap(({ expr }) => metricsIn(expr)),
      ...metricsIn(dashboardOf('asterisk', MATCHERS)),
    ]);
    expect([...asked].filter((name) => !names.has(name))).toEqual([]);
    expect(asked.size).toBeGreaterThan(7);
    expect(text).toContain(`,username="${PBX.registrations[0]?.username ?? ''}",`);
    expect(text).toMatch(/^asterisk_endpoints_state\{.*resource="hall"\} 2$/m);
    expect(text).toMatch(/^asterisk_config_refused 1$/m);
  });

  test('count what was refused, once', async () => {
    const events = async (kind: string) =>
      Number(new RegExp(`event="${kind}"\\} (\\d+)`).exec(await all())?.[1] ?? NaN);
    expect(await events('InvalidAccountID')).toBe(0);
    const before = await events('ChallengeResponseFailed');
    expect(before).toBeGreaterThan(0);
    // Each run of the script counts from the beginning, as a new container does, and the log is emptied only when it is long.
    expect(await events('ChallengeResponseFailed')).toBeGreaterThanOrEqual(before);
  });
});

describeEveryAsterisk((provider) => {
  const unknown = provider.version === AsteriskVersion.V16;

  test(unknown ? 'Asterisk 16 has no metrics' : 'what is counted beside Asterisk is served as text', async () => {
    const scope = chart();
    const made = config(scope, { version: provider.version });
    if (unknown) {
      expect(errorOf(() => pbx(scope, { config: made, metrics: {} })).code).toBe('Metrics');
      return;
    }
    writeMetricsFiles(made, 8088, made);
    const configDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
    made.render().files.forEach((text, name) => {
      writeFileSync(join(configDirectory, name), text);
    });
    const asterisk = await startAsterisk({ provider, configDirectory });
    try {
      await asterisk.booted();
      expect(asterisk.problems()).toEqual([]);
      const file = `${STATIC_FILES}/counted.plain`;
      await asterisk.run(['sh', '-c', `echo counted 1 >${file}; chmod a+r ${file}`]);
      expect(await get(asterisk, METRIC_PATHS.counted)).toEqual({ type: 'text/plain', text: 'counted 1\n' });
    } finally {
      await asterisk.stop();
      rmSync(configDirectory, { recursive: true });
    }
  });
});

async function get(asterisk: RunningAsterisk, path: string): Promise<{ readonly type: string; readonly text: string }> {
  const request = `GET ${path} HTTP/1.1\\r\\nHost: pbx\\r\\nConnection: close\\r\\n\\r\\n`;
  const { stdout } = await asterisk.run([
    'bash',
    '-c',
    `exec 3<>/dev/tcp/::1/8088; printf '${request}' >&3; timeout 2 cat <&3`,
  ]);
  const [head = '', ...body] = stdout.split('\r\n\r\n');
  return { type: /^Content-type: (.*)$/im.exec(head)?.[1]?.trim() ?? '', text: body.join('\r\n\r\n') };
}
