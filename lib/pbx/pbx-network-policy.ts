import { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';
import type { AccessRule } from '../network/access-rule';
import type { NetworkPeer } from '../network/network-peer';
import { NetworkPolicyForm } from '../network/network-policy-form';
import type { NetworkPorts } from '../network/network-ports';

/** Props of `PbxNetworkPolicy`. */
export interface PbxNetworkPolicyProps {
  /** The name of the policy. */
  readonly name: string;

  /** The labels of the pod. */
  readonly labels: Readonly<Record<string, string>>;

  /** What is allowed from the beginning. */
  readonly rules: readonly AccessRule[];

  /**
   * Whose object it is.
   *
   * @default NetworkPolicyForm.KUBERNETES
   */
  readonly form?: NetworkPolicyForm;
}

/**
 * Who may exchange packets with the pod of a PBX; everything else is denied, both ways.
 *
 * An `Asterisk` makes it, open for its phones, its trunks and DNS. AMI and ARI are open to nobody, until `allowFrom` names someone.
 */
export class PbxNetworkPolicy extends Construct {
  /** Whose object it is. */
  readonly form: NetworkPolicyForm;

  private readonly list: AccessRule[];

  constructor(scope: Construct, id: string, props: PbxNetworkPolicyProps) {
    super(scope, id);
    const { name, labels, rules, form = NetworkPolicyForm.KUBERNETES } = props;
    this.list = [...rules];
    this.form = form;
    form._bind(this, { name, labels, rules: () => this.list });
  }

  /** What is allowed, in the order in which it was said. */
  get rules(): readonly AccessRule[] {
    return [...this.list];
  }

  /**
   * Lets someone reach ports of the pod, such as AMI for `NetworkPeer.pods({ labels: { app: 'crm' } })`.
   *
   * @throws ValidationError `NetworkPolicy` without ports
   */
  allowFrom(peer: NetworkPeer, ...ports: readonly NetworkPorts[]): void {
    this.add({ direction: 'from', purpose: 'own', peers: [peer], ports });
  }

  /**
   * Lets the pod reach ports of someone, such as a database or a name server outside the cluster.
   *
   * @throws ValidationError `NetworkPolicy` without ports
   */
  allowTo(peer: NetworkPeer, ...ports: readonly NetworkPorts[]): void {
    this.add({ direction: 'to', purpose: 'own', peers: [peer], ports });
  }

  private add(rule: AccessRule): void {
    // Kubernetes takes an empty list for every port.
    if (rule.ports.length === 0) {
      const message = `no port is given for ${rule.peers.join(', ')}: give at least one, such as NetworkPorts.tcp(8088)`;
      throw new ValidationError('NetworkPolicy', message, this);
    }
    this.list.push(rule);
  }
}
