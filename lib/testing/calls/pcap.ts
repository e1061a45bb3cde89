import ipaddr from 'ipaddr.js';

/** A UDP packet that was seen on a network. */
export interface Packet {
  /** When, in seconds since 1970. */
  readonly time: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly payload: Buffer;
}

/** An address and port. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** This moment, in seconds since 1970, as packets have it. */
export function now(): number {
  return Date.now() / 1000;
}

const ETHERNET = 14;
const UDP = 17;

/**
 * The UDP packets of a capture, as far as it is written; fragments and whatever else are left out.
 *
 * @param bytes a pcap file of Ethernet frames, as `tcpdump -w` writes it on a machine of the same byte order
 */
export function packetsIn(bytes: Buffer): readonly Packet[] {
  const found: Packet[] = [];
  let position = 24;
  while (position + 16 <= bytes.length) {
    const length = bytes.readUInt32LE(position + 8);
    if (position + 16 + length > bytes.length) {
      break;
    }
    const time = bytes.readUInt32LE(position) + bytes.readUInt32LE(position + 4) / 1e6;
    const packet = packetIn(time, bytes.subarray(position + 16, position + 16 + length));
    if (packet !== undefined) {
      found.push(packet);
    }
    position += 16 + length;
  }
  return found;
}

function packetIn(time: number, frame: Buffer): Packet | undefined {
  const ip = frame.subarray(ETHERNET);
  switch (frame.length > ETHERNET ? frame.readUInt16BE(12) : 0) {
    case 0x0800: {
      const header = ((ip[0] ?? 0) & 15) * 4;
      return ip[9] === UDP ? udp(time, address(ip, 12, 4), address(ip, 16, 4), ip.subarray(header)) : undefined;
    }
    case 0x86dd:
      return ip[6] === UDP ? udp(time, address(ip, 8, 16), address(ip, 24, 16), ip.subarray(40)) : undefined;
    default:
      return undefined;
  }
}

function udp(time: number, source: string, destination: string, bytes: Buffer): Packet | undefined {
  return bytes.length < 8
    ? undefined
    : {
        time,
        source: { address: source, port: bytes.readUInt16BE(0) },
        destination: { address: destination, port: bytes.readUInt16BE(2) },
        payload: bytes.subarray(8, bytes.readUInt16BE(4)),
      };
}

function address(bytes: Buffer, start: number, length: number): string {
  return ipaddr.fromByteArray([...bytes.subarray(start, start + length)]).toString();
}
