import { flatten, type Category } from '../../conf/flatten';
import { assignment, section, type ConfFile } from '../../conf/nodes';
import { isWholeFile } from '../../config/secret-placeholder';

/**
 * `pjsip.conf` with the sections of `type=auth` that it has from a Secret, which holds them as a whole file.
 *
 * Of those nothing is known but how they are named: the user of each is called as it is.
 */
export function withStandInAuths(pjsip: ConfFile): ConfFile {
  const lines = [...pjsip.head, ...pjsip.sections.flatMap(({ items }) => items)];
  if (!lines.some((line) => line.kind === 'comment' && isWholeFile(`;${line.text}\n`))) {
    // One that is missing then is a mistake.
    return pjsip;
  }
  const categories = flatten(pjsip).filter(({ template }) => !template);
  const present = categories.filter((category) => valuesOf(category, 'type').includes('auth')).map(({ name }) => name);
  const named = categories.flatMap((category) => [
    ...valuesOf(category, 'auth'),
    ...valuesOf(category, 'outbound_auth'),
  ]);
  const missing = [...new Set(named)].filter((name) => !present.includes(name));
  const auths = missing.map((name) =>
    section(name, [
      assignment('type', 'auth'),
      assignment('auth_type', 'userpass'),
      assignment('username', name),
      assignment('password', name),
    ]),
  );
  return { ...pjsip, sections: [...pjsip.sections, ...auths] };
}

function valuesOf({ variables }: Category, key: string): readonly string[] {
  const values = variables.filter((variable) => variable.key === key).flatMap(({ value }) => value.split(','));
  return values.map((value) => value.trim());
}
