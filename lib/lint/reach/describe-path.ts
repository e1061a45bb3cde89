import type { Related } from '../finding';
import type { Entrance, TrunkCall } from './outside';
import type { Reached } from './walk';

/** A way as one line: `from-trunk → 201 → Goto outside,_0X. → Dial(PJSIP/${EXTEN}@trunk)`. */
export function describePath(entrance: Entrance, path: readonly Reached[], call: TrunkCall): string {
  const steps = path.map(({ at, extension, why }) =>
    why === 'a call' ? extension.pattern : why === '' ? '' : `${why} ${at},${extension.pattern}`,
  );
  const by = call.by === undefined ? [] : [call.by];
  return [entrance.context, ...steps.filter((each) => each !== ''), ...by, `${call.trunk} ${call.number}`].join(' → ');
}

/** The places of a way. */
export function relatedPath(entrance: Entrance, path: readonly Reached[]): readonly Related[] {
  return [
    { message: `calls of ${entrance.who} begin in '${entrance.context}'`, ...entrance.at },
    ...path
      .filter(({ why }) => why !== '')
      .map(({ extension, at, why, step }) => ({
        message: `${why} comes to '${extension.pattern}' in '${at}'`,
        ...step.location,
      })),
  ];
}
