import { ConfigMap } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';
import type { RenderedConfiguration } from '../config/configuration';
import { manifestText } from './helm-chart';

// A ConfigMap or Secret holds at most 1 MiB (Kubernetes documentation, "ConfigMaps"); keys and metadata count too.
const ROOM = 1024 * 1024 - 32 * 1024;

/**
 * ConfigMaps with all of these files, as many as their size demands.
 *
 * The first holds the list that the pod's reloader goes by too, each other one its first line: together they are of one generation, or not all of
 * them have arrived.
 *
 * @throws ValidationError `FileSize` for a file that no ConfigMap can hold
 */
export function configMaps(
  scope: Construct,
  name: string,
  { files, reloadList }: Pick<RenderedConfiguration, 'files' | 'reloadList'>,
  labels: Record<string, string>,
): ConfigMap[] {
  const groups: { data: Record<string, string>; size: number }[] = [];
  for (const [file, text] of files) {
    const size = Buffer.byteLength(file) + Buffer.byteLength(text);
    if (size > ROOM) {
      throw new ValidationError(
        'FileSize',
        `${file} has ${size} bytes, a ConfigMap holds 1 MiB: split it into files that it includes`,
        scope,
      );
    }
    const group = groups.at(-1);
    if (group === undefined || group.size + size > ROOM) {
      groups.push({ data: { [file]: manifestText(scope, text) }, size });
    } else {
      group.data[file] = manifestText(scope, text);
      group.size += size;
    }
  }
  return groups.map(({ data }, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    const list = index === 0 ? reloadList : (/^generation .*\n/.exec(reloadList)?.[0] ?? '');
    return new ConfigMap(scope, `Config${suffix}`, {
      metadata: { name: `${name}-config${suffix}`, labels },
      data: { [`.reload${suffix}`]: list, ...data },
    });
  });
}
