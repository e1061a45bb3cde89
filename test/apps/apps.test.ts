import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { HomePbx } from '../../apps/home-pbx/chart';
import { Minimal } from '../../apps/minimal/chart';
import { AsteriskApp, AsteriskVersion } from '../../lib';
import { lint } from '../../lib/lint/lint';
import { calicoRuleErrors } from '../support/calico-rules';
import { strictSchemaErrors } from '../support/strict-schema';

type MakeChart = (scope: Construct, version: AsteriskVersion) => Chart;
const apps: [string, MakeChart][] = [
  ['home-pbx', (scope, version) => new HomePbx(scope, 'home-pbx', { version })],
  ['minimal', (scope, version) => new Minimal(scope, 'minimal', { version })],
];

/** Every file that an app leaves, by its path. */
function synthesized(make: MakeChart, version: AsteriskVersion): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'apps-'));
  try {
    const app = new AsteriskApp({ outdir });
    make(app, version);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
    return Object.fromEntries(paths.map((path) => [path.slice(outdir.length + 1), readFileSync(path, 'utf8')]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The paths of what Go's `omitempty` leaves out. */
function emptyFields(value: unknown, path: string): readonly string[] {
  if (value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) {
    // Files of a ConfigMap may be empty, and stay.
    return path.startsWith('.data.') ? [] : [path];
  }
  return typeof value === 'object'
    ? Object.entries(value).flatMap(([key, each]) => emptyFields(each, `${path}.${key}`))
    : [];
}

describe.each(apps)('%s', (name, make) => {
  describe.each(AsteriskVersion.ALL.map((version) => [version.major, version] as const))(
    'for Asterisk %i',
    (_, version) => {
      const files = synthesized(make, version);
      const manifests = parse(files[`${name}.k8s.yaml`] ?? '');

      test('leaves these files', () => {
        expect(files).toMatchSnapshot();
      });

      test('is the same when made again', () => {
        expect(synthesized(make, version)).toEqual(files);
      });

      test('has manifests without wrong types and unknown fields, and keeps the rules of Calico', () => {
        expect(manifests.length).toBeGreaterThan(3);
        expect(strictSchemaErrors(manifests)).toEqual([]);
        expect(calicoRuleErrors(manifests)).toEqual([]);
      });

      test('has no field that an API server takes away, but for those that Argo CD and Flux know it does', () => {
        const empty = manifests.flatMap((manifest) =>
          emptyFields(manifest, '').map((path) => path.replace(/\d+/g, 'N')),
        );
        // The first is that of a Namespace.
        const known = ['.spec', '.spec.template.spec.volumes.N.emptyDir.medium'];
        expect(empty.filter((path) => !known.includes(path))).toEqual([]);
      });

      test('has files in which no check finds an error or a warning', () => {
        const below = `${name}/etc/asterisk/`;
        const texts = new Map(
          Object.entries(files).flatMap(([path, text]) =>
            path.startsWith(below) ? [[path.slice(below.length), text] as const] : [],
          ),
        );
        expect(texts.size).toBeGreaterThan(10);
        const { findings } = lint({ texts, version, options: { country: 'GB' } });
        expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      });

      test('holds no password', () => {
        for (const [, value = ''] of Object.values(files)
          .join('\n')
          .matchAll(/password = (.*)/g)) {
          expect(value).toMatch(/^«secret:[a-z-]+\/[a-z]+»$/);
        }
      });
    },
  );
});

test('the apps share no name and no address', () => {
  const names = apps.map(([name, make]) => {
    const list = parse(synthesized(make, AsteriskVersion.V22)[`${name}.k8s.yaml`] ?? '') as {
      metadata: { name: string };
      spec?: { cidr?: string };
    }[];
    return list.flatMap(({ metadata, spec }) => [metadata.name, ...(spec?.cidr === undefined ? [] : [spec.cidr])]);
  });
  expect(names[0]?.filter((each) => names[1]?.includes(each))).toEqual([]);
});

function parse(text: string): unknown[] {
  const path = join(mkdtempSync(join(tmpdir(), 'yaml-')), 'manifests.yaml');
  try {
    writeFileSync(path, text);
    return Yaml.load(path) as unknown[];
  } finally {
    rmSync(join(path, '..'), { recursive: true });
  }
}
