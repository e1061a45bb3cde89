import { statSync } from 'node:fs';
import { printFacts } from '../catalog/read/print-facts';
import { readCatalog } from '../catalog/read/read-catalog';
import { ExitCode, MisuseError, type Command } from './command';

/** `cdk8s-asterisk catalog ROOT`: what an installed Asterisk says of itself, as JSON. */
export const catalog: Command = {
  usage: 'ROOT',
  summary: 'makes a catalog of what the Asterisk that is installed below a root directory knows, as JSON',
  help: [],
  options: {},

  run([root, ...more], _options, io) {
    if (root === undefined || more.length > 0) {
      throw new MisuseError(
        `catalog: ${more.length + (root === undefined ? 0 : 1)} directories were given, name one: catalog ROOT`,
      );
    }
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new MisuseError(
        `catalog: '${root}' is no directory, name the root of a file system that Asterisk is installed in`,
      );
    }
    io.stdout(printFacts(readCatalog(root)));
    return Promise.resolve(ExitCode.clean);
  },
};
