import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The command that imports/README.md records, into another folder; it works without a network.
test('the types of the custom resources are what their schemas give', () => {
  const root = join(__dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'crds-'));
  try {
    for (const schema of readdirSync(join(root, 'imports/crds'))) {
      const command = [
        'import',
        join(root, 'imports/crds', schema),
        '--language',
        'typescript',
        '--no-save',
        '--output',
        folder,
      ];
      execFileSync(
        process.execPath,
        [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), ...command, '--check-upgrade=false'],
        {
          stdio: 'pipe',
          cwd: folder,
        },
      );
    }
    const made = readdirSync(folder);
    expect(made).toEqual([
      'cert-manager.io.ts',
      'crd.projectcalico.org.ts',
      'external-secrets.io.ts',
      'monitoring.coreos.com.ts',
      'projectcalico.org.ts',
    ]);
    for (const file of made) {
      expect(readFileSync(join(root, 'imports', file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);

test('both forms of Calico have the same fields', () => {
  const text = (group: string) => readFileSync(join(__dirname, '../../imports', `${group}.ts`), 'utf8');
  const neutral = text('crd.projectcalico.org').replaceAll('crd.projectcalico.org/v1', 'projectcalico.org/v3');
  expect(neutral).toBe(text('projectcalico.org'));
});
