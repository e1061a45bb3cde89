import * as kplus from 'cdk8s-plus-27';
import type { AsteriskImage } from '../image/asterisk-image';

/** A capability by Kubernetes' own word: cdk8s-plus has none for all, and writes the others with `CAP_`, which the node's runtime puts before it again. */
const capability = (name: string) => name as unknown as kplus.Capability;

/** What runs in every container of the pod. */
export interface OwnImage {
  readonly image: AsteriskImage;
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
}

/**
 * What all containers of our image have in common: it, and what the "restricted" pod security standard asks of a container.
 *
 * @param capabilities what this one may do beyond that, such as `SYS_NICE`
 */
export function ownContainer(
  { image, imagePullPolicy = kplus.ImagePullPolicy.IF_NOT_PRESENT }: OwnImage,
  capabilities: readonly string[] = [],
) {
  return {
    image: image.reference,
    imagePullPolicy,
    securityContext: {
      user: image.uid,
      group: image.gid,
      ensureNonRoot: !image.realtimePriority,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: {
        drop: [capability('ALL')],
        ...(capabilities.length > 0 && { add: capabilities.map(capability) }),
      },
    },
  };
}
