import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Duration } from 'cdk8s';
import { application, AsteriskApp, WorkloadKind, type AsteriskConfig, type AsteriskProps } from '../../lib';
import { main } from '../../lib/cli/main';
import { config, pbx, phone } from '../support/pbx';

interface Row {
  readonly object: string;
  readonly field: string | null;
  readonly file: string | null;
  readonly section: string | null;
  readonly option: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly effect: string;
  readonly dropsCalls: boolean;
  readonly why: string;
}

const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-diff-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
let count = 0;

/** What `cdk8s synth` leaves of a house with one phone, and more. */
function dist(more: (config: AsteriskConfig) => void = () => undefined, props: Partial<AsteriskProps> = {}): string {
  const outdir = join(directory, String(++count));
  const app = new AsteriskApp({ outdir });
  const chart = new Chart(app, 'house', { namespace: 'telephony' });
  const files = config(chart);
  phone(files, 'hall', '201');
  more(files);
  pbx(chart, { config: files, ...props });
  app.synth();
  return outdir;
}

async function run(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const code = await main(['diff', ...argv], {
    stdout: (text) => (said.stdout += text),
    stderr: (text) => (said.stderr += text),
  });
  return { code, ...said };
}

async function rows(before: string, after: string): Promise<{ code: number; rows: readonly Row[]; summary: object }> {
  const { code, stdout } = await run(before, after, '--format', 'json');
  const { changes, summary } = JSON.parse(stdout) as { changes: Row[]; summary: object };
  return { code, rows: changes, summary };
}

const old = dist();

test('nothing has changed', async () => {
  expect(await run(old, dist())).toEqual({
    code: 0,
    stdout: 'changes: 0, by reload: 0, by restart: 0; no call is dropped\n',
    stderr: '',
  });
});

test('another phone is a reload', async () => {
  const found = await rows(
    old,
    dist((files) => phone(files, 'kitchen', '202')),
  );
  expect(found.code).toBe(0);
  expect(found.summary).toMatchObject({ restart: 0, dropsCalls: false });
  expect(found.rows).toContainEqual({
    object: 'telephony/StatefulSet/asterisk',
    field: null,
    file: 'pjsip.conf',
    section: 'kitchen',
    option: null,
    before: null,
    after: 'a new section',
    effect: 'reload',
    dropsCalls: false,
    why: 'module reload res_pjsip.so reads it again',
  });
  // Nothing else of the manifests: the pod stays as it is.
  expect(found.rows.filter(({ field }) => field !== null)).toEqual([]);
});

test('a module is a restart, of which the pod template tells too', async () => {
  const after = dist((files) => {
    files.dialplan.context('internal').extension('*61', [application.SayUnixTime()]);
  });
  const found = await rows(old, after);
  expect(found.code).toBe(1);
  expect(found.rows).toContainEqual(
    expect.objectContaining({ file: 'modules.conf', option: 'load', after: 'app_sayunixtime.so', effect: 'restart' }),
  );
  expect(found.rows).toContainEqual(
    expect.objectContaining({
      field: 'spec.template.metadata.annotations.cdk8s-asterisk/config-hash',
      effect: 'restart',
      dropsCalls: true,
    }),
  );
  const { stdout } = await run(old, after);
  expect(stdout).toContain(
    'restart  modules.conf [modules] load - → app_sayunixtime.so: modules are loaded at the start\n',
  );
  expect(stdout).toMatch(/by restart: 4; calls that outlast the drain are dropped\n$/);
});

test('what the pod is made of is a restart', async () => {
  const { code, rows: found } = await rows(
    old,
    dist(undefined, { timeZone: 'Europe/London', drain: Duration.minutes(9) }),
  );
  expect(code).toBe(1);
  expect(found.map(({ field, before, after }) => ({ field, before, after }))).toContainEqual({
    field: 'spec.template.spec.containers.0.env.0.value',
    before: '"Etc/UTC"',
    after: '"Europe/London"',
  });
  expect(found.every(({ effect }) => effect === 'restart')).toBe(true);
});

test('another kind of workload is another PBX', async () => {
  const { code, rows: found } = await rows(old, dist(undefined, { kind: WorkloadKind.DEPLOYMENT }));
  expect(code).toBe(1);
  expect(found).toContainEqual(
    expect.objectContaining({ object: 'telephony/StatefulSet/asterisk', effect: 'restart', why: 'the PBX is gone' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ object: 'telephony/Deployment/asterisk', effect: 'none', why: 'a PBX begins' }),
  );
});

describe('of manifests', () => {
  const of = (...manifests: object[]): string => {
    const path = join(directory, String(++count));
    mkdirSync(path);
    writeFileSync(join(path, 'a.k8s.yaml'), manifests.map((each) => JSON.stringify(each)).join('\n---\n'));
    return path;
  };
  const object = (kind: string, rest: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, ...rest });

  test.each<[string, object, object, Partial<Row>, number]>([
    [
      'a field that cannot be changed',
      object('StatefulSet', { spec: { serviceName: 'a' } }),
      object('StatefulSet', { spec: { serviceName: 'b' } }),
      { field: 'spec.serviceName', effect: 'restart', why: expect.stringMatching('deleted') as string },
      1,
    ],
    [
      'the address',
      object('IPPool', { spec: { cidr: 'a' } }),
      object('IPPool', { spec: { cidr: 'b' } }),
      { field: 'spec.cidr', effect: 'restart' },
      1,
    ],
    [
      'a policy',
      object('NetworkPolicy', { spec: { egress: [1] } }),
      object('NetworkPolicy', { spec: {} }),
      { field: 'spec.egress', before: '[1]', after: null, effect: 'none' },
      0,
    ],
    [
      'a Secret, whose value is not shown',
      object('Secret', { data: { a: 'x' } }),
      object('Secret', { data: { a: 'y' } }),
      { field: 'data.a', before: '***', after: '***', effect: 'none' },
      0,
    ],
    [
      'anything else',
      object('ConfigMap', { data: { a: 'x' } }),
      object('ConfigMap', { data: {} }),
      { field: 'data.a', before: '"x"', after: null, effect: 'none' },
      0,
    ],
  ])('%s', async (_, before, after, expected, code) => {
    const found = await rows(of(before), of(after));
    expect(found.rows).toEqual([expect.objectContaining({ ...expected })]);
    expect(found.code).toBe(code);
  });

  test.each([
    ['no YAML', '{', /is no YAML/],
    ['no manifest', 'a: 1', /without kind and metadata.name/],
  ])('misuse: %s', async (_, text, message) => {
    const path = of({});
    writeFileSync(join(path, 'a.k8s.yaml'), text);
    const { code, stderr } = await run(old, path);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('the directory of a chart stands for the manifests beside it', async () => {
  const after = dist((files) => phone(files, 'kitchen', '202'));
  const [whole, chart] = [await run(old, after), await run(join(old, 'house'), `${join(after, 'house')}/`)];
  expect(chart).toEqual(whole);
});

test.each([
  [[], /0 directories were given, name two/],
  [['/a'], /1 directories/],
  [['/a', '/b', '/c'], /3 directories/],
  [['/nowhere', '/nowhere'], /'\/nowhere' is no directory/],
  [[__dirname, __dirname], /holds no manifests/],
  [[old, old, '--format', 'xml'], /allowed are: pretty, json/],
])('misuse %j', async (argv, message) => {
  const { code, stdout, stderr } = await run(...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
