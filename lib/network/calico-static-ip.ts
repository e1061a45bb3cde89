import type { Construct } from 'constructs';
import * as crd from '../../imports/crd.projectcalico.org';
import * as v3 from '../../imports/projectcalico.org';
import { ValidationError, shown } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import { CalicoApiVersion } from './calico-api-version';
import { CalicoIp } from './calico-ip';
import { parseCalicoSelector } from './calico-selector';
import { CalicoVersion } from './calico-version';
import { clusterScoped } from './cluster-scoped';
import type { IpAddress, SingleIpFamily } from './ip-address';
import { checkObjectName } from './object-name';
import { poolAnnotations } from './pod-annotations';

/**
 * Who gets an address of a pool without naming the pool.
 *
 * A field of `IPPool` since Calico 3.30.
 */
export enum CalicoAssignmentMode {
  /** Any pod on a node that the pool selects. */
  AUTOMATIC = 'Automatic',
  /** Nobody: only pods that name the pool. */
  MANUAL = 'Manual',
}

/**
 * What an address of a pool may be used for.
 *
 * A pod's address needs `WORKLOAD`.
 */
export enum CalicoAllowedUse {
  /** Addresses of pods. */
  WORKLOAD = 'Workload',
  /** Addresses of the tunnels between nodes. */
  TUNNEL = 'Tunnel',
  /** Addresses of Services. Calico allows it in pools of its own only, so it is refused here. */
  LOAD_BALANCER = 'LoadBalancer',
}

/**
 * A PBX's own addresses, at least one, and how Calico treats them.
 *
 * The defaults make pools that only a pod which names them can use, and whose address follows that pod to any node.
 */
export interface CalicoStaticIpProps {
  /**
   * What the names of the pools begin with: `<name>-ipv6-ippool` and `<name>-ipv4-ippool`.
   *
   * Pools belong to the whole cluster, so the name must be unique there: lower-case letters, digits, `-` and `.`, at most 241 characters.
   */
  readonly name: string;

  /**
   * The IPv6 address in any spelling, without prefix length, such as `2001:db8::1`.
   *
   * @default - no IPv6 address; `ipv4` must be given
   */
  readonly ipv6?: string;

  /**
   * The IPv4 address, without prefix length, such as `192.0.2.1`.
   *
   * @default - no IPv4 address; `ipv6` must be given
   */
  readonly ipv4?: string;

  /**
   * The API that the pools are applied through.
   *
   * @default CalicoApiVersion.CRD_V1
   */
  readonly apiVersion?: CalicoApiVersion;

  /**
   * The version of Calico that the cluster runs. Options that are newer than it are refused, for the cluster would refuse them too.
   *
   * @default CalicoVersion.V3_27
   */
  readonly calicoVersion?: CalicoVersion;

  /**
   * Whether the pod says which address families it wants (annotation `cni.projectcalico.org/ipFamilies`).
   *
   * Without it a pod with one address gets a further one of the other family from the cluster's default pool, where the cluster's CNI assigns
   * both families, and none of the IPv6 family where the CNI does not assign IPv6 at all. Calico before 3.30 ignores it.
   *
   * @default - true from Calico 3.30 on, else false
   */
  readonly ipFamilies?: boolean;

  /**
   * Who gets the address without naming the pool. Since Calico 3.30.
   *
   * @default - CalicoAssignmentMode.AUTOMATIC from Calico 3.30 on, else absent; a pool that selects no node assigns nothing by itself
   */
  readonly assignmentMode?: CalicoAssignmentMode;

  /**
   * What the addresses may be used for; must hold `CalicoAllowedUse.WORKLOAD`.
   *
   * @default - CalicoAllowedUse.WORKLOAD alone, so that no node can take the PBX's address for a tunnel
   */
  readonly allowedUses?: readonly CalicoAllowedUse[];

  /**
   * Keeps the routes to the addresses out of BGP. The PBX is then unreachable from outside, unless something else announces it.
   *
   * @default false
   */
  readonly disableBGPExport?: boolean;

  /**
   * Whether packets from the PBX to the outside get the address of its node. A provider that accepts one address only would refuse them, and
   * audio would go astray.
   *
   * @default false
   */
  readonly natOutgoing?: boolean;

  /**
   * The nodes that may take the addresses for themselves, in Calico's selector language.
   *
   * With `!all()` no node keeps the address when the pod ends, so that it can move at once. Any other selector needs
   * `assignmentMode: CalicoAssignmentMode.MANUAL`, else any pod on those nodes can be given the PBX's address.
   *
   * @default '!all()'
   */
  readonly nodeSelector?: string;
}

/**
 * A PBX's own addresses on a cluster whose network is Calico's: one `IPPool` of one address per family.
 *
 * One address is one pod. Put `annotations` on the pod, or give this to the workload, which does so.
 */
export class CalicoStaticIp extends CalicoIp {
  /** The pool of the IPv4 address, if there is one. */
  readonly ipv4Pool?: crd.IpPool | v3.IpPool;

  /** The pool of the IPv6 address, if there is one. */
  readonly ipv6Pool?: crd.IpPool | v3.IpPool;

  private readonly poolNames: readonly string[];
  private readonly podAnnotations: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CalicoStaticIpProps) {
    super(scope, id, props);
    checkObjectName(props.name, '-ipv6-ippool', 'CalicoStaticIp', this);
    this.poolNames = this.addresses.map(({ family }) => poolName(props.name, family));
    this.checkVersion(props);
    this.checkUse(props);
    this.checkPoolNames();
    this.claimAddresses();

    for (const address of this.addresses) {
      if (address.family === IpFamily.IPV6) {
        this.ipv6Pool = this.addPool('Ipv6Pool', address, props);
      } else {
        this.ipv4Pool = this.addPool('Ipv4Pool', address, props);
      }
    }
    this.podAnnotations = poolAnnotations(
      this.addresses,
      (family) => poolName(props.name, family),
      props.ipFamilies ?? isSince330(props),
    );
  }

  /** What the pod must be annotated with to get the addresses. Calico reads it when the pod is made. */
  get annotations(): Record<string, string> {
    return { ...this.podAnnotations };
  }

  private addPool(id: string, address: IpAddress, props: CalicoStaticIpProps): crd.IpPool | v3.IpPool {
    const prefixLength = address.family === IpFamily.IPV6 ? 128 : 32;
    // Every field is written: applied as crd.projectcalico.org/v1, a pool gets no defaults from Calico's API server, and overlays were switched on
    // that way. namespaceSelector is left out, since its only default is to be absent and it has no effect on pods that name their pool.
    const spec = {
      cidr: `${address.text}/${prefixLength}`,
      blockSize: prefixLength,
      natOutgoing: props.natOutgoing ?? false,
      ipipMode: 'Never',
      vxlanMode: 'Never',
      nodeSelector: props.nodeSelector ?? DEFAULT_NODE_SELECTOR,
      disabled: false,
      disableBgpExport: props.disableBGPExport ?? false,
      allowedUses: [...(props.allowedUses ?? [CalicoAllowedUse.WORKLOAD])],
      ...(isSince330(props) ? { assignmentMode: props.assignmentMode ?? CalicoAssignmentMode.AUTOMATIC } : {}),
    };
    const metadata = { name: poolName(props.name, address.family) };
    // The generated types name the same words by an enum each, so neither takes the other's, nor ours.
    const pool =
      (props.apiVersion ?? CalicoApiVersion.CRD_V1) === CalicoApiVersion.V3
        ? new v3.IpPool(this, id, { metadata, spec: spec as unknown as v3.IpPoolSpec })
        : new crd.IpPool(this, id, { metadata, spec: spec as unknown as crd.IpPoolSpec });
    return clusterScoped(pool);
  }

  private checkVersion(props: CalicoStaticIpProps): void {
    const tooNew = [
      ...(props.assignmentMode === undefined ? [] : ['assignmentMode']),
      ...(props.ipFamilies === true ? ['ipFamilies'] : []),
    ];
    if (tooNew[0] !== undefined && !isSince330(props)) {
      const version = (props.calicoVersion ?? DEFAULT_VERSION).toString();
      throw new ValidationError(
        'CalicoStaticIp',
        `'${tooNew[0]}' exists since Calico 3.30, but calicoVersion is ${version}: ` +
          `leave it out, or set calicoVersion to the version that the cluster runs, such as CalicoVersion.V3_30`,
        this,
      );
    }
  }

  private checkUse(props: CalicoStaticIpProps): void {
    const uses = props.allowedUses ?? [CalicoAllowedUse.WORKLOAD];
    const allowed = 'allowed are CalicoAllowedUse.WORKLOAD, and TUNNEL beside it';
    if (!uses.includes(CalicoAllowedUse.WORKLOAD)) {
      const given = uses.length === 0 ? 'empty' : uses.join(', ');
      throw new ValidationError(
        'CalicoStaticIp',
        `allowedUses is ${given}, so no pod can get the address: ${allowed}`,
        this,
      );
    }
    if (uses.includes(CalicoAllowedUse.LOAD_BALANCER)) {
      throw new ValidationError(
        'CalicoStaticIp',
        `allowedUses holds LoadBalancer, which Calico does not allow beside Workload: ${allowed}`,
        this,
      );
    }
    if (new Set(uses).size < uses.length) {
      throw new ValidationError('CalicoStaticIp', `allowedUses is ${uses.join(', ')}: give each use once`, this);
    }
    const nodeSelector = props.nodeSelector ?? DEFAULT_NODE_SELECTOR;
    const selector = parseCalicoSelector(nodeSelector, 'nodeSelector', this);
    const selectsNoNode = selector.kind === 'not' && selector.operand.kind === 'all';
    if (!selectsNoNode && props.assignmentMode !== CalicoAssignmentMode.MANUAL) {
      throw new ValidationError(
        'CalicoStaticIp',
        `nodeSelector ${shown(nodeSelector)} lets Calico give the address to any pod on these nodes: ` +
          `leave it at "${DEFAULT_NODE_SELECTOR}", or set assignmentMode to CalicoAssignmentMode.MANUAL`,
        this,
      );
    }
  }

  /** Two pools of one name would fail only in the cluster, and there for one of two PBXs. */
  private checkPoolNames(): void {
    for (const other of this.others()) {
      const name = this.poolNames.find(
        (candidate) => other instanceof CalicoStaticIp && other.poolNames.includes(candidate),
      );
      if (name !== undefined) {
        throw new ValidationError(
          'CalicoStaticIp',
          `the pool ${name} is made by [${other.node.path}] already, and pools belong to the whole cluster: give each its own name`,
          this,
        );
      }
    }
  }
}

const DEFAULT_VERSION = CalicoVersion.V3_27;
const DEFAULT_NODE_SELECTOR = '!all()';

function isSince330(props: CalicoStaticIpProps): boolean {
  return (props.calicoVersion ?? DEFAULT_VERSION).isAtLeast(CalicoVersion.V3_30);
}

function poolName(name: string, family: SingleIpFamily): string {
  return `${name}-${family.toLowerCase()}-ippool`;
}
