import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { StateVolume, type StateProps } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, manifests, pbx } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

type Scope = ReturnType<typeof chart>;

interface PodSpec {
  readonly containers: readonly { readonly volumeMounts: readonly { readonly mountPath: string }[] }[];
  readonly volumes: readonly { readonly name: string }[];
}

function podOf(scope: Scope): PodSpec {
  const found = manifests(scope).find(({ kind }) => kind === 'StatefulSet') as unknown as {
    spec: { template: { spec: PodSpec } };
  };
  return found.spec.template.spec;
}

const mountOf = ({ containers }: PodSpec, path: string) =>
  containers[0]?.volumeMounts.find(({ mountPath }) => mountPath === path);

const claims = (scope: Scope) => manifests(scope).filter(({ kind }) => kind === 'PersistentVolumeClaim');

test('minimal: nothing outlives the pod', () => {
  const scope = chart();
  pbx(scope);
  expect(claims(scope)).toEqual([]);
  expect(podOf(scope).volumes).toContainEqual({ name: 'lib', emptyDir: { medium: '' } });
});

test('all props: each has a claim', () => {
  const scope = chart();
  const existing = kplus.PersistentVolumeClaim.fromClaimName(scope, 'existing', 'records');
  const state: Required<StateProps> = {
    lib: StateVolume.ofSize(Size.mebibytes(100)),
    spool: StateVolume.ofSize(Size.gibibytes(5), { storageClassName: 'fast' }),
    log: StateVolume.fromClaim(existing),
  };
  pbx(scope, { state });
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  expect(claims(scope)).toMatchObject([
    {
      metadata: { name: 'asterisk-lib' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Mi' } } },
    },
    {
      metadata: { name: 'asterisk-spool' },
      spec: { storageClassName: 'fast', resources: { requests: { storage: '5120Mi' } } },
    },
  ]);
  const pod = podOf(scope);
  expect(pod.volumes).toContainEqual({ name: 'log', persistentVolumeClaim: { claimName: 'records', readOnly: false } });
  expect(mountOf(pod, '/var/lib/asterisk')).toEqual({ mountPath: '/var/lib/asterisk', name: 'lib', subPath: 'lib' });
});

test('together they have one claim, and a directory each', () => {
  const scope = chart();
  const disk = StateVolume.ofSize(Size.gibibytes(1));
  pbx(scope, { state: { lib: disk, spool: disk, log: disk }, metrics: {} });
  expect(claims(scope)).toHaveLength(1);
  const pod = podOf(scope);
  expect(['lib', 'spool', 'log'].map((id) => mountOf(pod, `/var/${id}/asterisk`))).toEqual(
    ['lib', 'spool', 'log'].map((subPath) => ({ mountPath: `/var/${subPath}/asterisk`, name: 'lib', subPath })),
  );
  const counter = pod.containers.at(-1);
  expect(counter?.volumeMounts).toContainEqual({
    mountPath: '/var/log/asterisk',
    name: 'lib',
    readOnly: false,
    subPath: 'log',
  });
  expect(strictSchemaErrors(manifests(scope))).toEqual([]);
});

describe('fails when two PBXs share', () => {
  const second = (state: StateProps, first = state) => {
    const scope = chart();
    const other = chart();
    pbx(scope, { state: first });
    return errorOf(() => pbx(other, { state }));
  };

  test('a volume', () => {
    const disk = StateVolume.ofSize(Size.gibibytes(1));
    expect(second({ lib: disk })).toEqual({
      code: 'SharedState',
      message:
        '[test/pbx]: its state is that of [test/pbx] already, and two PBXs would write into one database: give each a claim of its own',
    });
  });

  test('a claim that exists, by its name', () => {
    const scope = chart();
    const claim = (id: string) => StateVolume.fromClaim(kplus.PersistentVolumeClaim.fromClaimName(scope, id, 'disk'));
    pbx(scope, { state: { lib: claim('one') } });
    const inner = new kplus.k8s.KubeNamespace(scope, 'inner', {});
    const error = errorOf(() => claim('two')._bind(inner, 'lib', 'other'));
    expect(error.code).toBe('SharedState');
  });
});
