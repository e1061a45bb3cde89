import type { SecretValue } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import * as crd from '../../imports/crd.projectcalico.org';
import * as v3 from '../../imports/projectcalico.org';
import { shown, ValidationError } from '../conf/validation-error';
import { IpFamily } from '../config/ip-family';
import { checkAsNumber } from './as-number';
import { CalicoApiVersion } from './calico-api-version';
import { parseCalicoSelector } from './calico-selector';
import type { CalicoIp } from './calico-ip';
import { hostRoute } from './host-route';
import { clusterScoped } from './cluster-scoped';
import { parseIpAddress, type IpAddress, type SingleIpFamily } from './ip-address';
import { checkObjectName } from './object-name';

/** Props of `CalicoBgpPeering`. */
export interface CalicoBgpPeeringProps {
  /** What the names of its objects begin with, unique in the cluster: the filter is `<name>`, the peers `<name>-ipv6` and `<name>-ipv4`. */
  readonly name: string;

  /** The addresses that the router is told, and no others. */
  readonly announce: readonly CalicoIp[];

  /** The number of the router's autonomous system. */
  readonly asNumber: number;

  /**
   * The router's IPv6 address, to which IPv6 routes are announced.
   *
   * @default - none; no IPv6 address may be announced
   */
  readonly ipv6?: string;

  /**
   * The router's IPv4 address, to which IPv4 routes are announced.
   *
   * @default - none; no IPv4 address may be announced
   */
  readonly ipv4?: string;

  /**
   * The password of the sessions (TCP MD5, RFC 2385): a key of a Secret in the namespace of `calico-node`, which must be allowed to read it.
   *
   * @default - none
   */
  readonly password?: SecretValue;

  /**
   * The nodes that speak with the router, in Calico's selector language: all on which the PBX may run.
   *
   * @default 'all()'
   */
  readonly nodeSelector?: string;

  /**
   * The API that the objects are applied through.
   *
   * @default CalicoApiVersion.CRD_V1
   */
  readonly apiVersion?: CalicoApiVersion;
}

/**
 * Tells a router where the PBX is: a `BGPPeer` for each address family, and a `BGPFilter` that lets exactly the PBX's addresses out and nothing in.
 *
 * Calico carries IPv6 routes in sessions over IPv6 and IPv4 routes in sessions over IPv4. docs/bgp.md has the router's side.
 */
export class CalicoBgpPeering extends Construct {
  /** The routes that are announced: a host route for each address. */
  readonly routes: readonly string[];

  private readonly routers: readonly IpAddress[];
  private readonly nodeSelector: string;

  constructor(scope: Construct, id: string, props: CalicoBgpPeeringProps) {
    super(scope, id);
    const name = checkObjectName(props.name, '-ipv6', 'CalicoBgp', this);
    const asNumber = checkAsNumber(props.asNumber, 'asNumber', this);
    this.nodeSelector = props.nodeSelector ?? 'all()';
    parseCalicoSelector(this.nodeSelector, 'nodeSelector', this);
    this.routers = this.parseRouters(props);
    const addresses = props.announce.flatMap((each) => each.addresses);
    this.checkFamilies(addresses);
    this.checkUnique();
    this.routes = addresses.map(({ text }) => hostRoute(text));

    const { BgpFilter, BgpPeer } = props.apiVersion === CalicoApiVersion.V3 ? v3 : crd;
    const rules = (family: SingleIpFamily) =>
      announced(addresses.filter((each) => each.family === family).map(({ text }) => hostRoute(text)));
    const metadata = { name };
    const nothing = { v4: [reject('0.0.0.0/0')], v6: [reject('::/0')] };
    clusterScoped(
      new BgpFilter(this, 'Filter', {
        metadata,
        // What no rule matches is accepted, so that all the rest is rejected by name.
        spec: {
          exportV4: [...rules(IpFamily.IPV4), ...nothing.v4],
          exportV6: [...rules(IpFamily.IPV6), ...nothing.v6],
          importV4: nothing.v4,
          importV6: nothing.v6,
        },
      }),
    );
    for (const { family, text } of this.routers) {
      clusterScoped(
        new BgpPeer(this, family, {
          metadata: { name: `${name}-${family.toLowerCase()}` },
          spec: {
            peerIp: text,
            asNumber,
            nodeSelector: this.nodeSelector,
            filters: [name],
            ...(props.password === undefined ? {} : { password: reference(props.password) }),
          },
        }),
      );
    }
  }

  private parseRouters({ ipv6, ipv4 }: CalicoBgpPeeringProps): IpAddress[] {
    const given: readonly (readonly [SingleIpFamily, string, string | undefined])[] = [
      [IpFamily.IPV6, 'ipv6', ipv6],
      [IpFamily.IPV4, 'ipv4', ipv4],
    ];
    return given.flatMap(([family, property, text]) =>
      text === undefined ? [] : [parseIpAddress(text, { family, property, scope: this })],
    );
  }

  /** Each address has a session that carries it, and each session an address. */
  private checkFamilies(addresses: readonly IpAddress[]): void {
    for (const family of [IpFamily.IPV6, IpFamily.IPV4] as const) {
      const property = family.toLowerCase();
      const address = addresses.find((each) => each.family === family);
      const router = this.routers.find((each) => each.family === family);
      if (address !== undefined && router === undefined) {
        const message = `${address.text} would be announced to nobody, since Calico carries ${family} routes over ${family} only: set '${property}' to the router's ${family} address`;
        throw new ValidationError('CalicoBgp', message, this);
      }
      if (address === undefined && router !== undefined) {
        const message = `${property} ${shown(router.text)} would be told nothing, since no ${family} address is announced: leave '${property}' out, or announce one`;
        throw new ValidationError('CalicoBgp', message, this);
      }
    }
    if (addresses.length === 0) {
      throw new ValidationError('CalicoBgp', "no address is announced: name a CalicoStaticIp in 'announce'", this);
    }
  }

  /** Of two peers with one address Calico takes one, so that the other's addresses are not announced. */
  private checkUnique(): void {
    for (const other of this.node.root.node.findAll()) {
      if (!(other instanceof CalicoBgpPeering) || other === this || other.nodeSelector !== this.nodeSelector) continue;
      const router = this.routers.find(
        ({ text }) => other.isComplete && other.routers.some((each) => each.text === text),
      );
      if (router !== undefined) {
        const message = `the router ${router.text} is a peer of [${other.node.path}] already, on the same nodes: announce all addresses there`;
        throw new ValidationError('CalicoBgp', message, this);
      }
    }
  }

  /** Whether its constructor ended. */
  private get isComplete(): boolean {
    return this.node.children.length > 0;
  }
}

function announced(routes: readonly string[]) {
  return routes.map((cidr) => ({ action: 'Accept', matchOperator: 'Equal', cidr }));
}

function reject(cidr: string) {
  return { action: 'Reject', matchOperator: 'In', cidr };
}

function reference({ secret, key }: SecretValue) {
  return { secretKeyRef: { name: secret.name, key } };
}
