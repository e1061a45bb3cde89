import { callFlowGraph } from '../diagram/call-flow-graph';
import { networkGraph, type Network } from '../diagram/network-graph';
import { toMermaid } from '../diagram/to-mermaid';
import { toSvg } from '../diagram/to-svg';
import { NetworkPolicyForm } from '../network/network-policy-form';
import type { Asterisk } from './asterisk';

/** The pictures of a PBX, each as Mermaid and as SVG: names of files, and their texts. */
export function drawings(asterisk: Asterisk): [string, string][] {
  const graphs = { 'call-flow': callFlowGraph(asterisk.config.house), network: networkGraph(network(asterisk)) };
  return Object.entries(graphs).flatMap(([name, graph]): [string, string][] => [
    [`${name}.mmd`, toMermaid(graph)],
    [`${name}.svg`, toSvg(graph)],
  ]);
}

function network({ name, address, ports, config, networkPolicy }: Asterisk): Network {
  return {
    name,
    addresses: address.addresses,
    sipPorts: ports.map((port) => ({ name: port.name ?? '', port: port.number, protocol: port.protocol ?? 'UDP' })),
    rtpPorts: config.rtpPorts,
    trunks: config.trunks.map((trunk) => ({ name: trunk.name, host: trunk.host })),
    phones: config.phones.map((phone) => ({ name: phone.name, family: phone.ipFamily })),
    open: networkPolicy.form === NetworkPolicyForm.NONE,
    access: networkPolicy.rules.map(({ direction, purpose, peers, ports }) => ({
      direction,
      purpose: purpose === 'own' ? 'opened by hand' : purpose,
      peers: peers.flatMap((peer) =>
        peer.ranges.length > 0 ? peer.ranges.map(({ text }) => text) : [peer.toString()],
      ),
      ports: ports.map((each) => each.toString()),
    })),
  };
}
