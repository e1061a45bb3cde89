import { Chart, Names, type App } from 'cdk8s';
import { ValidationError } from '../conf/validation-error';
import { Asterisk } from './asterisk';
import { drawings } from './drawings';

/**
 * The files beside the manifests: for each chart with a PBX the name of its directory, and in it paths and texts.
 *
 * @throws ValidationError `ChartHoldsTwo` when a chart holds two PBXs, whose files would have the same paths
 */
export function pbxFiles(app: App): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const directories = new Map<string, ReadonlyMap<string, string>>();
  for (const asterisk of app.node.findAll().filter((construct) => construct instanceof Asterisk)) {
    const name = Names.toDnsLabel(Chart.of(asterisk));
    if (directories.has(name)) {
      const message = `is the second PBX of the chart '${name}', whose files would take the place of the first one's: give each its own chart`;
      throw new ValidationError('ChartHoldsTwo', message, asterisk);
    }
    directories.set(name, filesOf(asterisk));
  }
  return directories;
}

function filesOf(asterisk: Asterisk): ReadonlyMap<string, string> {
  return new Map([
    ...[...asterisk.rendered.files].map(([file, text]) => [`etc/asterisk/${file}`, text] as const),
    ...[...asterisk.image.files].map(([path, text]) => [`image/${path}`, text] as const),
    ['image/reference', `${asterisk.image.reference}\n`],
    ...drawings(asterisk),
  ]);
}
