import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { AnySchemaObject, ErrorObject } from 'ajv';
import { Yaml } from 'cdk8s';
import { unknownFields } from './kubernetes-fields';

/** A mistake in a manifest, and the JSON path of it, such as `$.spec.replica: unknown field`. */
export type SchemaError = string;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
}

type Check = (value: unknown) => readonly SchemaError[];

/**
 * The mistakes of synthesized manifests, wrong types and unknown fields at any depth.
 *
 * Built-in kinds are checked with the package kubernetes-models, and for fields that the oldest or the newest Kubernetes does not know; our custom
 * ones with the schemas in imports/crds.
 */
export function strictSchemaErrors(manifests: readonly unknown[]): readonly SchemaError[] {
  return manifests.flatMap((manifest) => {
    if (!isManifest(manifest)) {
      return ['$: apiVersion, kind or metadata.name is missing'];
    }
    const check = customCheck(manifest) ?? builtInCheck(manifest);
    const name = `${manifest.kind}/${manifest.metadata?.name ?? ''}`;
    return check === undefined
      ? [`${name} $: unknown apiVersion and kind ${manifest.apiVersion} ${manifest.kind}`]
      : check(manifest).map((error) => `${name} ${error}`);
  });
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}

interface Model {
  readonly prototype: { validate(this: unknown): void };
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** The validators of kubernetes-models are compiled, and let fields pass that they do not know. */
function builtInCheck({ apiVersion, kind }: Manifest): Check | undefined {
  if (!/^[a-z0-9./]+$/.test(apiVersion) || !/^[A-Za-z]+$/.test(kind)) {
    return undefined;
  }
  const model = loadModel(apiVersion, kind);
  if (model?.apiVersion !== apiVersion || model.kind !== kind) {
    return undefined;
  }
  return (value) => [
    ...thrownErrors(() => {
      model.prototype.validate.call(value);
    }).map(describe),
    ...unknownFields(value as Manifest),
  ];
}

function loadModel(apiVersion: string, kind: string): Model | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which of 300 modules is needed is known only here
    return (require(`kubernetes-models/${apiVersion}/${kind}`) as Record<string, Model | undefined>)[kind];
  } catch {
    return undefined;
  }
}

function thrownErrors(run: () => void): readonly ErrorObject[] {
  try {
    run();
    return [];
  } catch (error) {
    const { errors } = error as { errors?: readonly ErrorObject[] };
    if (errors === undefined) {
      throw error;
    }
    return errors;
  }
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: AnySchemaObject };
    }[];
  };
}

let customChecks: ReadonlyMap<string, Check> | undefined;

function customCheck({ apiVersion, kind }: Manifest): Check | undefined {
  customChecks ??= readCustomChecks();
  return customChecks.get(`${apiVersion} ${kind}`);
}

function readCustomChecks(): ReadonlyMap<string, Check> {
  const folder = join(__dirname, '../../imports/crds');
  const definitions = readdirSync(folder).flatMap(
    (file) => Yaml.load(join(folder, file)) as CustomResourceDefinition[],
  );
  const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false });
  return new Map(
    definitions.flatMap(({ spec }) =>
      spec.versions.map(({ name, schema }): [string, Check] => {
        const validate = ajv.compile(closed(schema.openAPIV3Schema));
        return [
          `${spec.group}/${name} ${spec.names.kind}`,
          (value) => [
            ...(validate(value) ? [] : (validate.errors ?? []).map(describe)),
            ...metadataErrors(value as Manifest),
          ],
        ];
      }),
    ),
  );
}

/** A custom resource has the same metadata as every object. */
function metadataErrors({ metadata }: Manifest): readonly SchemaError[] {
  return (
    builtInCheck({ apiVersion: 'v1', kind: 'ConfigMap' })?.({ apiVersion: 'v1', kind: 'ConfigMap', metadata }) ?? []
  );
}

function closed(schema: AnySchemaObject): AnySchemaObject {
  const properties = schema.properties as Record<string, AnySchemaObject> | undefined;
  return {
    ...schema,
    ...(schema.items === undefined ? {} : { items: closed(schema.items as AnySchemaObject) }),
    ...(properties === undefined
      ? {}
      : {
          additionalProperties: false,
          properties: Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, closed(property)])),
        }),
  };
}

function describe({ instancePath, keyword, message, params }: ErrorObject): SchemaError {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step.replaceAll('~1', '/').replaceAll('~0', '~')}`))
    .join('');
  switch (keyword) {
    case 'additionalProperties':
      return `$${path}.${String(params.additionalProperty)}: unknown field`;
    case 'required':
      return `$${path}.${String(params.missingProperty)}: missing field`;
    case 'enum':
      return `$${path}: must be one of ${JSON.stringify(params.allowedValues)}`;
    default:
      return `$${path}: ${message ?? `${keyword} ${JSON.stringify(params)}`}`;
  }
}
