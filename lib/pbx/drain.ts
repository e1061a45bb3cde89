import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ValidationError } from '../conf/validation-error';

/**
 * The longest that a pod may ask for: managed clusters wait an hour at most when they upgrade a node, then kill it with its calls.
 *
 * Cluster Autoscaler waits ten minutes, unless its own option says more (https://github.com/kubernetes/kubernetes/issues/94435): `safeToEvict` keeps it away.
 */
const LONGEST = Duration.hours(1);

/** Beyond the drain: Asterisk's own end, and the kubelet's work. */
const MARGIN = Duration.seconds(30);

/** Annotations that keep the autoscalers of clusters from evicting a pod (Cluster Autoscaler's FAQ; Karpenter's documentation, "Disruption"). */
export const NOT_TO_EVICT = {
  'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
  'karpenter.sh/do-not-disrupt': 'true',
} as const;

/**
 * A drain that every cluster allows.
 *
 * @throws ValidationError `Drain`
 */
export function checkDrain(drain: Duration, scope: Construct): Duration {
  const seconds = drain.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST.toSeconds()) {
    throw new ValidationError(
      'Drain',
      `drain is ${seconds} seconds, allowed are whole seconds from 0 to ${LONGEST.toSeconds()}: upgrades of nodes kill a pod that wants more than an hour, so shorten it`,
      scope,
    );
  }
  return drain;
}

/** How long the kubelet waits before it kills the pod. */
export function gracePeriod(drain: Duration): Duration {
  return Duration.seconds(drain.toSeconds() + MARGIN.toSeconds());
}

/**
 * A budget under which the one pod may be evicted, after its drain, and which shows that it matters.
 *
 * `minAvailable: 1` would be never: with one pod, no node could be drained at all.
 */
export function disruptionBudget(scope: Construct, name: string, labels: Readonly<Record<string, string>>): void {
  new k8s.KubePodDisruptionBudget(scope, 'DisruptionBudget', {
    metadata: { name, labels: { ...labels } },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: { ...labels } },
      // One that is not ready has no calls to lose.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
