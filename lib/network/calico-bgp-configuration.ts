import { Construct } from 'constructs';
import * as crd from '../../imports/crd.projectcalico.org';
import * as v3 from '../../imports/projectcalico.org';
import { ValidationError } from '../conf/validation-error';
import { checkAsNumber } from './as-number';
import { CalicoApiVersion } from './calico-api-version';
import { clusterScoped } from './cluster-scoped';

/** Props of `CalicoBgpConfiguration`. */
export interface CalicoBgpConfigurationProps {
  /**
   * The number of the cluster's autonomous system: what the router knows it by.
   *
   * @default 64512
   */
  readonly asNumber?: number;

  /**
   * Whether all nodes exchange routes with each other. Without it, nodes that no overlay connects find the pods of other nodes only through peers that
   * pass routes on.
   *
   * @default true
   */
  readonly nodeToNodeMesh?: boolean;

  /**
   * The API that it is applied through.
   *
   * @default CalicoApiVersion.CRD_V1
   */
  readonly apiVersion?: CalicoApiVersion;
}

/**
 * How the nodes of the cluster speak BGP.
 *
 * A cluster has one such configuration, called `default`: make it here only where nothing else does. Without it the number is 64512, with the mesh.
 */
export class CalicoBgpConfiguration extends Construct {
  /** The number of the cluster's autonomous system. */
  readonly asNumber: number;

  constructor(scope: Construct, id: string, props: CalicoBgpConfigurationProps = {}) {
    super(scope, id);
    this.asNumber = checkAsNumber(props.asNumber ?? 64512, 'asNumber', this);
    const other = this.node.root.node
      .findAll()
      .find((each) => each instanceof CalicoBgpConfiguration && each !== this && each.node.children.length > 0);
    if (other !== undefined) {
      const message = `the cluster's BGP is configured by [${other.node.path}] already, and there is one configuration: leave one of them out`;
      throw new ValidationError('CalicoBgp', message, this);
    }
    const { BgpConfiguration } = props.apiVersion === CalicoApiVersion.V3 ? v3 : crd;
    clusterScoped(
      new BgpConfiguration(this, 'Resource', {
        metadata: { name: 'default' },
        spec: { asNumber: this.asNumber, nodeToNodeMeshEnabled: props.nodeToNodeMesh ?? true },
      }),
    );
  }
}
