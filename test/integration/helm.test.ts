import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { AsteriskApp } from '../../lib';
import { config, pbx, phone } from '../support/pbx';
import { describeUnless } from './support/describe-unless';

const missing =
  spawnSync('buildah', ['--version']).status === 0 ? undefined : 'buildah is missing: apt-get install buildah';

describeUnless(missing, 'a Helm chart', () => {
  test("comes out of Go's templates, which Helm uses, as plain manifests do", () => {
    const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-helm-'));
    try {
      const read = (directory: string): string => {
        const app = new AsteriskApp({ outdir: directory });
        const chart = new Chart(app, 'home');
        const made = config(chart);
        phone(made, 'hall', '201');
        made.addFile('notes.conf', '[a]\nb = {{ .Values.none }} "{{" `{{{`\n');
        pbx(chart, { config: made, metrics: {} });
        app.synth();
        return readFileSync(join(directory, 'home.k8s.yaml'), 'utf8');
      };
      const plain = read(join(outdir, 'plain'));
      execFileSync('mkdir', ['-p', join(outdir, 'chart')]);
      writeFileSync(join(outdir, 'chart/Chart.yaml'), 'apiVersion: v2\nname: pbx\nversion: 1.0.0\n');
      const template = read(join(outdir, 'chart/templates'));
      expect(template).not.toBe(plain);
      expect(execFileSync('buildah', ['info', '--format', template], { encoding: 'utf8' })).toBe(plain);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});
