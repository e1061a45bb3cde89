import { readFileSync } from 'node:fs';

/**
 * Releases of Kubernetes whose fields are known: the oldest that this library supports, and the newest that a release of cdk8s-plus is made for.
 *
 * Each release of cdk8s-plus carries types that are made of the API of the Kubernetes that it is named for.
 */
export const KUBERNETES = { '1.27': 'cdk8s-plus-27', '1.34': 'cdk8s-plus-34' } as const;

/** What an object is. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The fields of an object by their names: what each holds is of a type, or something simple. */
type Fields = ReadonlyMap<string, string | undefined>;

interface Api {
  /** The type of each kind, by `apiVersion kind`. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, Fields>;
}

const apis = new Map(Object.entries(KUBERNETES).map(([version, module]) => [version, readApi(module)]));

/** The fields of a manifest that a release of Kubernetes does not know, each with its JSON path. */
export function unknownFields({ apiVersion, kind, ...fields }: Kind): readonly string[] {
  const found = new Map<string, string[]>();
  for (const [version, { kinds, types }] of apis) {
    const type = kinds.get(`${apiVersion} ${kind}`);
    const paths = type === undefined ? [`$.kind`] : unknownIn(fields, type, types, '$');
    paths.forEach((path) => found.set(path, [...(found.get(path) ?? []), version]));
  }
  return [...found].map(([path, versions]) =>
    versions.length === apis.size ? `${path}: unknown field` : `${path}: unknown to Kubernetes ${versions.join(', ')}`,
  );
}

function unknownIn(value: unknown, type: string | undefined, types: Api['types'], path: string): readonly string[] {
  const fields = type === undefined ? undefined : types.get(type);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unknownIn(item, type, types, `${path}[${index}]`));
  }
  if (fields === undefined || typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    fields.has(key) ? unknownIn(child, fields.get(key), types, `${path}.${key}`) : [`${path}.${key}`],
  );
}

/** Reads the functions that write each type as JSON: their text is generated, and of one form. The fields of a map are free. */
function readApi(module: string): Api {
  const text = readFileSync(require.resolve(`${module}/lib/imports/k8s.js`), 'utf8');
  const types = new Map(
    [...text.matchAll(/^function toJson_(\w+)\(obj\) \{.*?const result = \{(.*?)^ {4}\};/gms)].map(
      ([, name = '', body = '']) => [
        name,
        new Map(
          [...body.matchAll(/^ {8}'([^']+)': (?:.*?toJson_(\w+)\()?/gm)].map(([, key = '', type]) => [key, type]),
        ),
      ],
    ),
  );
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module is one of several
  const classes = require(`${module}/lib/imports/k8s.js`) as Readonly<Record<string, { readonly GVK?: Kind }>>;
  const kinds = new Map(
    Object.entries(classes).flatMap(([name, { GVK: is }]) =>
      is === undefined ? [] : [[`${is.apiVersion} ${is.kind}`, `${name}Props`]],
    ),
  );
  return { kinds, types };
}
