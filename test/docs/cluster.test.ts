import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Asterisk } from '../../lib';
import { chart, manifests, pbx } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';
import { exportsOfPage } from './run-snippet';

const PAGE = 'docs/cluster.md';

test('docs/cluster.md: all that it changes is in the manifest', () => {
  const { adapt } = exportsOfPage(PAGE) as { adapt: (asterisk: Asterisk) => void };
  const scope = chart('home', 'telephony');
  adapt(pbx(scope));
  const made = manifests(scope);
  expect(strictSchemaErrors(made)).toEqual([]);
  const restricted = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };
  expect(made.find(({ kind }) => kind === 'StatefulSet')).toMatchObject({
    metadata: { labels: { team: 'telephony', 'k8s-app': 'asterisk' } },
    spec: {
      template: {
        metadata: { annotations: { 'backup.velero.io/backup-volumes': 'lib,spool' } },
        spec: {
          priorityClassName: 'telephony',
          tolerations: [{ key: 'dedicated', value: 'edge', operator: 'Equal' }],
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['edge'] }] }],
              },
            },
          },
          // Patches of ours still meet the containers that they are for.
          initContainers: [{ name: 'render-config', volumeMounts: [{}, { name: 'config' }, { name: 'secret-0' }] }],
          containers: [
            {
              name: 'asterisk',
              volumeMounts: expect.arrayContaining([
                expect.objectContaining({ mountPath: '/usr/share/asterisk/sounds/custom' }),
              ]) as unknown,
            },
            { name: 'config-reload' },
            { name: 'tunnel', securityContext: restricted },
          ],
        },
      },
    },
  });
});

test('docs/cluster.md: its manifests are YAML of one object each', () => {
  const text = readFileSync(join(__dirname, '../..', PAGE), 'utf8');
  const objects = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => parse(yaml) as unknown);
  expect(objects).toMatchObject([{ kind: 'Application' }, { kind: 'Kustomization' }]);
});
