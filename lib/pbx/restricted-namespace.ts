import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../network/cluster-scoped';

/** Props of `RestrictedNamespace`. */
export interface RestrictedNamespaceProps {
  /** The name of the namespace; the chart's `namespace` should be the same. */
  readonly name: string;
}

/**
 * A namespace that admits only pods which keep the "restricted" pod security standard, as an `Asterisk` does.
 *
 * An image with `realtimePriority` needs more rights than that and is not admitted.
 */
export class RestrictedNamespace extends Construct {
  /** The namespace, open to all that cdk8s-plus offers. */
  readonly namespace: kplus.Namespace;

  constructor(scope: Construct, id: string, props: RestrictedNamespaceProps) {
    super(scope, id);
    const modes = ['enforce', 'audit', 'warn'];
    const labels = Object.fromEntries(modes.map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']));
    this.namespace = new kplus.Namespace(this, 'Namespace', { metadata: { name: props.name, labels } });
    // A namespace is in no namespace, whatever the chart says of its objects.
    clusterScoped(ApiObject.of(this.namespace));
  }
}
