import { JsonPatch, type ApiObject } from 'cdk8s';

/** Takes the namespace from an object that belongs to the whole cluster: cdk8s gives every object its chart's. */
export function clusterScoped<T extends ApiObject>(object: T): T {
  if (object.metadata.namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  return object;
}
