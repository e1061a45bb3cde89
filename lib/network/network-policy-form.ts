import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import * as crd from '../../imports/crd.projectcalico.org';
import * as v3 from '../../imports/projectcalico.org';
import type { AccessRule } from './access-rule';
import { CalicoApiVersion } from './calico-api-version';
import { calicoPolicy } from './calico-policy';
import { kubernetesPolicy } from './kubernetes-policy';

/** How Calico's form of the policy is made. */
export interface CalicoFormOptions {
  /**
   * The API that it is applied through.
   *
   * @default CalicoApiVersion.CRD_V1
   */
  readonly apiVersion?: CalicoApiVersion;

  /**
   * Its order: policies of a lower one are asked first. Those of Kubernetes have 1000.
   *
   * @default 100
   */
  readonly order?: number;

  /**
   * Whether what is denied is logged, by the kernel of the node.
   *
   * @default false
   */
  readonly logDenied?: boolean;

  /**
   * Whether phones' networks may ping the PBX.
   *
   * @default false
   */
  readonly ping?: boolean;
}

/** What a form makes a policy of. */
export interface PolicySource {
  readonly name: string;
  /** The labels of the pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** What is allowed when the manifests are written. */
  readonly rules: () => readonly AccessRule[];
}

/** The object that says who may reach the PBX. */
export class NetworkPolicyForm {
  /** A NetworkPolicy of Kubernetes, which every network plugin with policies keeps. Other policies of the same pod can open more. */
  static readonly KUBERNETES = new NetworkPolicyForm((scope, { name, labels, rules }) => {
    new k8s.KubeNetworkPolicy(scope, 'Resource', {
      metadata: { name, labels: { ...labels } },
      spec: Lazy.any({ produce: () => kubernetesPolicy(labels, rules()) }) as k8s.NetworkPolicySpec,
    });
  });

  /** None: whoever runs the cluster makes it. A phone or trunk whose networks are unknown is an error all the same. */
  static readonly NONE = new NetworkPolicyForm(() => undefined);

  /**
   * A NetworkPolicy of Calico, in its tier `default`, with what Calico knows from 3.27 on. It denies what it does not allow whatever policies of a higher
   * order say.
   */
  static calico(options: CalicoFormOptions = {}): NetworkPolicyForm {
    const { apiVersion, order = 100, logDenied = false, ping = false } = options;
    const isV3 = apiVersion === CalicoApiVersion.V3;
    return new NetworkPolicyForm((scope, { name, labels, rules }) => {
      const { NetworkPolicy } = isV3 ? v3 : crd;
      new NetworkPolicy(scope, 'Resource', {
        // In the form in which Calico stores it the name begins with its tier.
        metadata: { name: isV3 ? name : `default.${name}`, labels: { ...labels } },
        spec: Lazy.any({
          produce: () => calicoPolicy(labels, rules(), { order, logDenied, ping }),
        }) as crd.NetworkPolicySpec,
      });
    });
  }

  private constructor(
    /**
     * Makes the object.
     *
     * @internal
     */
    readonly _bind: (scope: Construct, source: PolicySource) => void,
  ) {}
}
