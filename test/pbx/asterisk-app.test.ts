import { App, Chart } from 'cdk8s';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Asterisk, AsteriskApp, AsteriskImage, CalicoStaticIp, NetworkPolicyForm } from '../../lib';
import { errorOf } from '../support/error-of';
import { config, pbx, phone } from '../support/pbx';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'asterisk-app-'));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

test('leaves the paths of the contract', () => {
  const app = new AsteriskApp({ outdir });
  const made = pbx(new Chart(app, 'home'));
  app.synth();
  const paths = readdirSync(outdir, { recursive: true, encoding: 'utf8' });
  expect(paths).toEqual(
    expect.arrayContaining([
      'home.k8s.yaml',
      'home/etc/asterisk/pjsip.conf',
      'home/image/Dockerfile',
      'home/image/reference',
      'home/call-flow.mmd',
      'home/call-flow.svg',
      'home/network.mmd',
      'home/network.svg',
    ]),
  );
  expect(readFileSync(join(outdir, 'home/image/reference'), 'utf8')).toBe(`${made.image.reference}\n`);
  expect(readFileSync(join(outdir, 'home.k8s.yaml'), 'utf8')).toContain(made.image.reference);
  expect(statSync(join(outdir, 'home/image/render-config')).mode & 0o111).not.toBe(0);
  // Whoever synthesizes a directory applies every file below it that ends in .yaml.
  expect(paths.filter((path) => path.endsWith('.yaml'))).toEqual(['home.k8s.yaml']);
});

test('what the pod sees is what stands beside the manifests', () => {
  const app = new AsteriskApp({ outdir });
  pbx(new Chart(app, 'home'));
  app.synth();
  const manifests = readFileSync(join(outdir, 'home.k8s.yaml'), 'utf8');
  expect(manifests).toContain('password = «secret:sip-passwords/hall»');
  expect(readFileSync(join(outdir, 'home/etc/asterisk/pjsip.conf'), 'utf8')).toContain(
    'password = «secret:sip-passwords/hall»',
  );
});

test('a plain App makes the same manifests', () => {
  const plain = new App({ outdir: join(outdir, 'plain') });
  pbx(new Chart(plain, 'home'));
  plain.synth();
  const app = new AsteriskApp({ outdir: join(outdir, 'ours') });
  pbx(new Chart(app, 'home'));
  app.synth();
  const read = (name: string) => readFileSync(join(outdir, name, 'home.k8s.yaml'), 'utf8');
  expect(read('plain')).toBe(read('ours'));
  expect(readdirSync(join(outdir, 'plain'))).toEqual(['home.k8s.yaml']);
});

test('what an earlier synthesis left is gone', () => {
  mkdirSync(join(outdir, 'home/etc/asterisk'), { recursive: true });
  writeFileSync(join(outdir, 'home/etc/asterisk/old.conf'), '');
  const app = new AsteriskApp({ outdir });
  pbx(new Chart(app, 'home'));
  app.synth();
  expect(readdirSync(join(outdir, 'home/etc/asterisk'))).not.toContain('old.conf');
});

test('charts without a PBX are plain', () => {
  const app = new AsteriskApp({ outdir });
  new Chart(app, 'empty');
  app.synth();
  expect(readdirSync(outdir)).toEqual(['empty.k8s.yaml']);
});

test('fails with two PBXs in one chart, and writes nothing', () => {
  const app = new AsteriskApp({ outdir });
  const chart = new Chart(app, 'home');
  pbx(chart);
  const files = config(chart, {}, 'second');
  phone(files, 'attic', '301');
  const image = new AsteriskImage(chart, 'image2', { repository: 'registry.example.com/asterisk', config: files });
  const address = new CalicoStaticIp(chart, 'address2', { name: 'second', ipv4: '192.0.2.8' });
  new Asterisk(chart, 'pbx2', { config: files, image, address, phoneNetworks: ['192.0.2.0/24'], name: 'second' });
  const error = errorOf(() => {
    app.synth();
  });
  expect(error).toEqual({
    code: 'ChartHoldsTwo',
    message: expect.stringContaining("[home/pbx2]: is the second PBX of the chart 'home'") as string,
  });
  expect(readdirSync(outdir)).toEqual([]);
});

test('the picture of the network says that nobody is kept out, where there is no policy', () => {
  const app = new AsteriskApp({ outdir });
  pbx(new Chart(app, 'home'), { networkPolicyForm: NetworkPolicyForm.NONE });
  app.synth();
  expect(readFileSync(join(outdir, 'home/network.mmd'), 'utf8')).toContain('unless a policy of the cluster forbids it');
});

describe('for Helm', () => {
  const BRACES = '{{ .Values.none }} and }}';

  function helmChart(make: (chart: Chart) => void): string {
    mkdirSync(join(outdir, 'templates'));
    writeFileSync(join(outdir, 'Chart.yaml'), 'apiVersion: v2\nname: pbx\nversion: 1.0.0\n');
    const app = new AsteriskApp({ outdir: join(outdir, 'templates') });
    make(new Chart(app, 'home'));
    app.synth();
    return readFileSync(join(outdir, 'templates/home.k8s.yaml'), 'utf8');
  }

  test('only manifests are templates, and the rest stands beside them', () => {
    helmChart((chart) => pbx(chart));
    expect(readdirSync(join(outdir, 'templates'))).toEqual(['home.k8s.yaml']);
    expect(readdirSync(join(outdir, 'home')).sort()).toEqual([
      'call-flow.mmd',
      'call-flow.svg',
      'etc',
      'image',
      'network.mmd',
      'network.svg',
    ]);
  });

  test('what Helm would take for its own is written so that it gives it back', () => {
    const text = helmChart((chart) => {
      const made = config(chart);
      phone(made, 'hall', '201');
      made.addFile('notes.conf', `[a]\nb = ${BRACES}\n`);
      pbx(chart, { config: made, metrics: {} });
    });
    expect(text).toContain('b = {{ `{{` }} .Values.none }} and }}');
    expect(text.replaceAll('{{ `{{` }}', '')).not.toContain('{{');
    expect(readFileSync(join(outdir, 'home/etc/asterisk/notes.conf'), 'utf8')).toContain(BRACES);
  });

  test('a directory that is called templates by chance is none of a chart', () => {
    const app = new AsteriskApp({ outdir: join(outdir, 'templates') });
    pbx(new Chart(app, 'home'));
    app.synth();
    expect(readdirSync(join(outdir, 'templates')).sort()).toEqual(['home', 'home.k8s.yaml']);
  });
});
