import { formatIn } from './arguments';
import { ExitCode, MisuseError, type Command } from './command';
import { manifestChanges, type ManifestChange } from './manifest-changes';
import { readManifests } from './manifests';

/** `cdk8s-asterisk diff OLD NEW`: what a deployment would change, and what that means for calls. */
export const diff: Command = {
  usage: 'OLD NEW [--format pretty|json]',
  summary:
    'tells what has changed between two directories that cdk8s synth has written: whether it is a reload or a restart, and whether calls are dropped',
  help: ['--format pretty|json   how changes are written (default pretty)'],
  options: { format: { type: 'string', default: 'pretty' } },

  run(positionals, options, io) {
    const [before, after, ...more] = positionals;
    if (before === undefined || after === undefined || more.length > 0) {
      throw new MisuseError(`diff: ${positionals.length} directories were given, name two: diff OLD NEW`);
    }
    const format = formatIn('diff', options.format, { pretty, json });
    const changes = manifestChanges(readManifests('diff', before), readManifests('diff', after));
    io.stdout(format(changes));
    return Promise.resolve(changes.some(dropsCalls) ? ExitCode.findings : ExitCode.clean);
  },
};

/** Whether calls that outlast the drain are dropped: the running PBX has to end. */
function dropsCalls({ effect }: ManifestChange): boolean {
  return effect === 'restart';
}

function json(changes: readonly ManifestChange[]): string {
  const rows = changes.map((change) => ({
    object: change.object,
    field: change.field ?? null,
    file: change.config?.file ?? null,
    section: change.config?.section ?? null,
    option: change.config?.option ?? null,
    before: (change.config ?? change).before ?? null,
    after: (change.config ?? change).after ?? null,
    effect: change.effect,
    dropsCalls: dropsCalls(change),
    why: change.why,
  }));
  return `${JSON.stringify({ changes: rows, summary: summary(changes) }, null, 2)}\n`;
}

function pretty(changes: readonly ManifestChange[]): string {
  const lines = changes.map((change) => {
    const { config, object, field = '', effect, why } = change;
    const { before, after } = config ?? change;
    const section = config?.section === undefined ? '' : ` [${config.section}]`;
    const place = config === undefined ? `${object} ${field}` : `${config.file}${section} ${config.option ?? ''}`;
    const values =
      before === undefined && after === undefined ? '' : ` ${shortened(before ?? '-')} → ${shortened(after ?? '-')}`;
    return `${effect.padEnd(7)}  ${place.trimEnd()}${values}: ${why}`;
  });
  const { reload, restart } = summary(changes);
  const calls = restart > 0 ? 'calls that outlast the drain are dropped' : 'no call is dropped';
  return [...lines, `changes: ${changes.length}, by reload: ${reload}, by restart: ${restart}; ${calls}`, ''].join(
    '\n',
  );
}

function shortened(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}

function summary(changes: readonly ManifestChange[]) {
  const count = (wanted: ManifestChange['effect']) => changes.filter(({ effect }) => effect === wanted).length;
  return {
    none: count('none'),
    reload: count('reload'),
    restart: count('restart'),
    dropsCalls: changes.some(dropsCalls),
  };
}
