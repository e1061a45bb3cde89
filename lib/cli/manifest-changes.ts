import { configChanges, type Commands, type ConfigChange, type Effect } from '../config/config-changes';
import type { Texts } from '../config/reload-plan';
import type { Manifest } from './manifests';

/** One difference between two sets of manifests, and what it means for calls that are up. */
export interface ManifestChange {
  /** The object, as `kubectl` names it: `StatefulSet/asterisk`. */
  readonly object: string;

  /**
   * The field of the object, from its top.
   *
   * @default - it is a change of one of Asterisk's files, or the whole object
   */
  readonly field?: string;

  /**
   * What has changed in Asterisk's files.
   *
   * @default - it is no change of a file
   */
  readonly config?: ConfigChange;

  /**
   * What it was, as JSON.
   *
   * @default - it was not there
   */
  readonly before?: string;

  /**
   * What it is now, as JSON.
   *
   * @default - it is gone
   */
  readonly after?: string;
  readonly effect: Effect;

  /** Why it means that. */
  readonly why: string;
}

/** A workload that runs Asterisk, and the files that it is given. */
interface Pbx {
  readonly name: string;
  readonly configMaps: readonly string[];
  readonly files: Texts;
  readonly commands: Commands;
}

/** Fields of a workload that the API refuses to change. */
const FIXED = /^spec\.(selector|serviceName|volumeClaimTemplates|podManagementPolicy)\b/;

/** Everything in which two sets of manifests differ; files of Asterisk by section and option. */
export function manifestChanges(before: readonly Manifest[], after: readonly Manifest[]): readonly ManifestChange[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((manifest) => [idOf(manifest), manifest])));
  const pbxs = [before, after].map(pbxsIn);
  const ofFiles = new Set(pbxs.flatMap((list) => list.flatMap(({ configMaps }) => configMaps)));
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  const objects = ids.filter((id) => !ofFiles.has(id)).flatMap((id) => objectChanges(id, old?.get(id), now?.get(id)));
  return [...fileChanges(pbxs[0] ?? [], pbxs[1] ?? []), ...objects];
}

/** The changes of files of workloads that are in both; those of others begin or end with them. */
function fileChanges(before: readonly Pbx[], after: readonly Pbx[]): readonly ManifestChange[] {
  return after.flatMap((pbx) => {
    const old = before.find(({ name }) => name === pbx.name);
    if (old === undefined) {
      return [];
    }
    // How a file that is gone was read is known from before.
    const commands = new Map([...[...old.commands].filter(([file]) => !pbx.files.has(file)), ...pbx.commands]);
    return configChanges(old.files, pbx.files, commands).map((config) => ({
      object: pbx.name,
      config,
      effect: config.effect,
      why: config.why,
    }));
  });
}

function objectChanges(object: string, before: Manifest | undefined, after: Manifest | undefined): ManifestChange[] {
  if (before === undefined || after === undefined) {
    const workload = isWorkload(before ?? after);
    const gone = after === undefined;
    const why = workload ? (gone ? 'the PBX is gone' : 'a PBX begins') : gone ? 'it is removed' : 'it is new';
    return [
      {
        object,
        ...(gone ? { before: 'the whole object' } : { after: 'a new object' }),
        effect: workload && gone ? 'restart' : 'none',
        why,
      },
    ];
  }
  return fields(before, after).map((difference) => ({
    object,
    ...difference,
    // It should not be there at all.
    ...(after.kind === 'Secret' && { before: '***', after: '***' }),
    ...meaning(after, difference.field),
  }));
}

function meaning({ kind, ...rest }: Manifest, field: string): Pick<ManifestChange, 'effect' | 'why'> {
  const restart = (why: string) => ({ effect: 'restart' as const, why });
  if (isWorkload({ kind, ...rest })) {
    if (FIXED.test(field)) {
      return restart('it cannot be changed in place: the workload must be deleted and applied again');
    }
    if (field.endsWith('cdk8s-asterisk/config-hash')) {
      return restart('something has changed that no reload brings');
    }
    if (/^spec\.(template|replicas)\b/.test(field)) {
      return restart('the pod is replaced');
    }
  }
  if (kind === 'IPPool' && /^spec\.(cidr|blockSize)\b/.test(field)) {
    return restart('a pod takes its address when it starts: delete the pod to have another one');
  }
  if (kind === 'NetworkPolicy' || kind === 'GlobalNetworkPolicy') {
    return {
      effect: 'none',
      why: 'it holds at once; calls that it no longer lets through fall silent',
    };
  }
  return { effect: 'none', why: 'the pod is not told of it' };
}

function isWorkload(manifest: Manifest | undefined): boolean {
  return manifest !== undefined && ['StatefulSet', 'Deployment'].includes(manifest.kind);
}

function idOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
}

interface Workload {
  readonly spec?: {
    readonly template?: {
      readonly spec?: {
        readonly volumes?: readonly {
          readonly configMap?: { readonly name?: string };
          readonly projected?: { readonly sources?: readonly { readonly configMap?: { readonly name?: string } }[] };
        }[];
      };
    };
  };
}

/** The workloads whose pods are given files of Asterisk. */
function pbxsIn(manifests: readonly Manifest[]): readonly Pbx[] {
  return manifests.filter(isWorkload).flatMap((workload) => {
    const volumes = (workload as Workload).spec?.template?.spec?.volumes ?? [];
    const names = volumes.flatMap(({ configMap, projected }) =>
      [configMap, ...(projected?.sources ?? []).map((source) => source.configMap)].map((each) => each?.name),
    );
    const maps = manifests.filter(
      ({ kind, metadata }) =>
        kind === 'ConfigMap' && names.includes(metadata.name) && metadata.namespace === workload.metadata.namespace,
    );
    const data = new Map(maps.flatMap((map) => Object.entries((map.data ?? {}) as Record<string, string>)));
    const list = data.get('.reload');
    if (list === undefined) {
      return [];
    }
    const files = new Map([...data].filter(([name]) => !name.startsWith('.')));
    return [{ name: idOf(workload), configMaps: maps.map(idOf), files, commands: commandsIn(list) }];
  });
}

/** What the list says that the pod's reloader goes by too (`reloadList`). */
function commandsIn(list: string): Commands {
  const commands = new Map<string, string[]>();
  for (const [, file = '', command = ''] of list.matchAll(/^file (\S+) (.*)$/gm)) {
    commands.set(file, [...(commands.get(file) ?? []), command]);
  }
  return commands;
}

interface FieldDifference {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** The fields in which two values differ, as deep as both have them. */
function fields(before: unknown, after: unknown, path: readonly string[] = []): readonly FieldDifference[] {
  const [old, now] = [text(before), text(after)];
  if (old === now) {
    return [];
  }
  if (isObject(before) && isObject(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => fields(before[key], after[key], [...path, key]));
  }
  return [{ field: path.join('.'), before: old, after: now }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
