import { ConfigMap } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';

// A ConfigMap or Secret holds at most 1 MiB (Kubernetes documentation, "ConfigMaps"); keys and metadata count too.
const ROOM = 1024 * 1024 - 16 * 1024;

/**
 * ConfigMaps with all of these files, as many as their size demands.
 *
 * @throws ValidationError `FileSize` for a file that no ConfigMap can hold
 */
export function configMaps(
  scope: Construct,
  name: string,
  files: ReadonlyMap<string, string>,
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
      groups.push({ data: { [file]: text }, size });
    } else {
      group.data[file] = text;
      group.size += size;
    }
  }
  return groups.map(({ data }, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    return new ConfigMap(scope, `Config${suffix}`, { metadata: { name: `${name}-config${suffix}`, labels }, data });
  });
}
