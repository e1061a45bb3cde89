/** What runs the pod. One address is one pod, so there is never more than one. */
export enum WorkloadKind {
  /** At most one pod at any time, also when a node fails or the pod is evicted. */
  STATEFUL_SET = 'StatefulSet',
  /** With the strategy `Recreate`; after an eviction the next pod waits until the old one has released the address. */
  DEPLOYMENT = 'Deployment',
}
