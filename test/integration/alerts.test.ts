import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { alertsOf, type AlertedPbx } from '../../lib/pbx/alerts';
import { describeUnless } from './support/describe-unless';

const PBX: AlertedPbx = {
  name: 'asterisk',
  matchers: 'namespace="telephony",job="asterisk"',
  phones: ['hall', 'kitchen'],
  registrations: [{ trunk: 'carrier', username: 'sip:+44@[2001:db8::1]' }],
  callLimit: 100,
};

const of = (metric: string, more = '') => `${metric}{namespace="telephony",job="asterisk"${more}}`;
const UPTIME = of('asterisk_core_uptime_seconds');
const REGISTRATION = of('asterisk_pjsip_outbound_registration_status', ',username="sip:+44@[2001:db8::1]"');
const HALL = of('asterisk_endpoints_state', ',resource="hall"');
const GUESSES = of('asterisk_security_events_total', ',event="InvalidAccountID"');
const REFUSED = of('asterisk_config_refused');
const CALLS = of('asterisk_calls_count');

/** What a PBX says on a good day, every minute for half an hour, as promtool writes series. */
const WELL: Readonly<Record<string, string>> = {
  [UPTIME]: '100+60x30',
  [REGISTRATION]: '1x30',
  [HALL]: '2x30',
  [of('asterisk_endpoints_state', ',resource="kitchen"')]: '1x30',
  [of('asterisk_endpoints_state', ',resource="carrier"')]: '2x30',
  [GUESSES]: '0+3x30',
  [of('asterisk_security_events_total', ',event="SuccessfulAuth"')]: '0+6000x30',
  [REFUSED]: '0x30',
  [CALLS]: '90x30',
};

const missing =
  spawnSync('promtool', ['--version']).error === undefined
    ? undefined
    : 'alerts need promtool: apt-get install prometheus';

describeUnless(missing, 'alerts', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-alerts-'));
    writeFileSync(join(directory, 'rules.yaml'), stringify({ groups: [{ name: 'asterisk', rules: alertsOf(PBX) }] }));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  function promtool(...args: readonly string[]): string {
    const { stdout, stderr, status } = spawnSync('promtool', args, { cwd: directory, encoding: 'utf8' });
    return status === 0 ? 'ok' : stdout + stderr;
  }

  test('are rules of Prometheus', () => {
    expect(promtool('check', 'rules', 'rules.yaml')).toBe('ok');
  });

  test.each<[what: string, changed: Readonly<Record<string, string | undefined>>, raised: readonly string[]]>([
    ['all is well', {}, []],
    ['it is not there', Object.fromEntries(Object.keys(WELL).map((key) => [key, undefined])), ['AsteriskDown']],
    ['it was restarted', { [UPTIME]: '100+60x15 0+60x15' }, ['AsteriskRestarted']],
    ['the trunk has no answer yet', { [REGISTRATION]: undefined }, ['AsteriskTrunkUnregistered']],
    ['the trunk lost its registration', { [REGISTRATION]: '1x10 0x20' }, ['AsteriskTrunkUnregistered']],
    ['the trunk is refused', { [REGISTRATION]: '2x30' }, ['AsteriskTrunkUnregistered']],
    ['the trunk was away for a moment', { [REGISTRATION]: '1x15 0x2 1x13' }, []],
    ['no phone is registered', { [HALL]: '1x30' }, ['AsteriskNoPhoneReachable']],
    ['somebody guesses', { [GUESSES]: '0+600x30' }, ['AsteriskUnderAttack']],
    ['new files are refused', { [REFUSED]: '1x30' }, ['AsteriskConfigRefused']],
    ['there is no reloader', { [REFUSED]: undefined }, []],
    ['nearly all ports are taken', { [CALLS]: '91x30' }, ['AsteriskCallsAtLimit']],
  ])('%s', (_, changed, raised) => {
    const series = Object.entries({ ...WELL, ...changed }).flatMap(([name, values]) =>
      values === undefined ? [] : [{ series: name, values }],
    );
    const names = [...new Set(alertsOf(PBX).map(({ alert }) => alert))];
    const promql = names.map((alertname) => ({
      expr: `count by (alertname) (ALERTS{alertname="${alertname}",alertstate="firing"})`,
      eval_time: '20m',
      exp_samples: raised.includes(alertname) ? [{ labels: `{alertname="${alertname}"}`, value: 1 }] : [],
    }));
    writeFileSync(
      join(directory, 'test.yaml'),
      stringify({
        rule_files: ['rules.yaml'],
        evaluation_interval: '1m',
        tests: [{ interval: '1m', input_series: series, promql_expr_test: promql }],
      }),
    );
    expect(promtool('test', 'rules', 'test.yaml')).toBe('ok');
  });
});
