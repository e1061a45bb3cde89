import { App } from 'cdk8s';
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
    for (const [name, files] of directories) {
      writeDirectory(this.outdir, name, files);
    }
  }
}
