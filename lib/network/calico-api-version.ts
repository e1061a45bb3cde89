/**
 * The API through which Calico's objects are applied.
 *
 * `kubectl api-resources --api-group=projectcalico.org` lists `ippools` where the second one is served.
 */
export enum CalicoApiVersion {
  /** Calico's own storage form: what `kubectl apply` reaches on a cluster without Calico's API server. */
  CRD_V1 = 'crd.projectcalico.org/v1',
  /** What Calico's API server serves, and, where it is so installed, Calico 3.32 and later by itself. */
  V3 = 'projectcalico.org/v3',
}
