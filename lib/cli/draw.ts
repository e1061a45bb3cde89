import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { endpointsIn } from '../config/endpoints';
import { textsIn } from '../config/read-directory';
import { readSources } from '../config/read-sources';
import { dialplanGraph } from '../diagram/dialplan-graph';
import { toMermaid } from '../diagram/to-mermaid';
import { toSvg } from '../diagram/to-svg';
import { readDialplan } from '../dialplan/model/read-dialplan';
import { directoryIn } from './arguments';
import { ExitCode, MisuseError, type Command } from './command';

/** The files that say who calls, and what happens then. */
const DRAWN = ['extensions.conf', 'pjsip.conf', 'pjsip_wizard.conf'];

const FORMATS = { '.svg': toSvg, '.mmd': toMermaid };

/** `cdk8s-asterisk draw DIR -o FILE`: the flow of calls as a picture. */
export const draw: Command = {
  usage: 'DIR -o FILE.svg|FILE.mmd',
  summary: 'draws how calls flow through the dialplan of a directory: who calls, what happens, who is called',
  help: ['-o, --output FILE   where the picture goes: .svg, or .mmd for Mermaid'],
  options: { output: { type: 'string', short: 'o' } },

  run(positionals, { output }, io) {
    const directory = directoryIn('draw', positionals);
    const ending = typeof output === 'string' ? extname(output) : '';
    if (typeof output !== 'string' || !Object.hasOwn(FORMATS, ending)) {
      throw new MisuseError(
        `draw: -o ${String(output ?? '')} names no picture, allowed are files ending in .svg or .mmd`,
      );
    }
    // Whatever is wrong with others does not change the picture.
    const sources = readSources(textsIn(directory)).filter(({ file }) => DRAWN.includes(file.name));
    const [mistake] = sources.flatMap(({ mistakes }) => mistakes);
    if (mistake !== undefined) {
      throw mistake;
    }
    const files = sources.map(({ file }) => file);
    const model = readDialplan(files);
    if (model.contexts.size === 0) {
      throw new MisuseError(`draw: ${directory} holds no dialplan: extensions.conf is missing, or has no context`);
    }
    writeFileSync(output, FORMATS[ending as keyof typeof FORMATS](dialplanGraph(model, endpointsIn(files))));
    io.stdout(`${output}\n`);
    return Promise.resolve(ExitCode.clean);
  },
};
