import { App } from 'cdk8s';
import { helmChartOf } from './helm-chart';
import { pbxFiles } from './pbx-files';
import { writeDirectory } from './write-directory';

/**
 * A cdk8s app that leaves, beside the manifests of each chart, what belongs to its PBX: `<chart>/etc/asterisk/`, `<chart>/image/` and pictures.
 *
 * A plain `App` makes the same manifests without those files.
 */
export class AsteriskApp extends App {
  /** Makes the manifests, then the files beside them. Nothing is written when anything is wrong. */
  override synth(): void {
    const directories = pbxFiles(this);
    super.synth();
    // Helm would take each of them for a manifest, were they among its templates.
    const beside = helmChartOf(this.outdir) ?? this.outdir;
    for (const [name, files] of directories) {
      writeDirectory(beside, name, files);
    }
  }
}
