import { closeSync, openSync, readSync } from 'node:fs';
import ipaddr from 'ipaddr.js';

/** What says of one packet of RTP which one it is. */
interface RtpHeader {
  /** In seconds since 1970. */
  readonly time: number;
  /** Addresses, a character for each byte. */
  readonly source: string;
  readonly destination: string;
  readonly ssrc: number;
  readonly sequence: number;
}

/** Which packets are asked for. */
export interface Forwarded {
  /** The two sides between which the PBX stands, an address each. */
  readonly between: readonly [string, string];
  /** From when to when they arrive, in seconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What a PBX did with the audio that arrived. */
export interface Forwarding {
  /** How many streams arrived; each has one direction. */
  readonly streams: number;
  readonly arrived: number;
  /** Of these, the packets that never left. */
  readonly lost: number;
  /** The most that any stream lost. */
  readonly mostLost: number;
  /** The least that arrived of any stream. */
  readonly leastArrived: number;
}

/**
 * Counts which packets of RTP that a PBX received it sent on, by a capture on its host; audio is not read.
 *
 * A PBX that bridges two calls without transcoding leaves SSRC and sequence number as they are (RFC 3550): a packet that leaves towards the
 * other side with the same two is the one that arrived. A stream must have fewer than 65536 packets.
 *
 * @param file a pcap file, of which the first 80 bytes of each frame are enough
 */
export function rtpForwarding(file: string, { between, from, to }: Forwarded): Forwarding {
  const [one, other] = between.map((address) => String.fromCharCode(...ipaddr.parse(address).toByteArray()));
  const across = new Map([
    [one, 0],
    [other, 1],
  ]);
  const streams = new Map<number, { readonly arrived: Uint8Array; readonly left: Uint8Array }>();
  const streamOf = (ssrc: number, side: number) => {
    const key = ssrc * 2 + side;
    const stream = streams.get(key) ?? { arrived: new Uint8Array(65536), left: new Uint8Array(65536) };
    streams.set(key, stream);
    return stream;
  };
  for (const { time, source, destination, ssrc, sequence } of rtpHeaders(file)) {
    const [sender, receiver] = [across.get(source), across.get(destination)];
    if (sender !== undefined && time >= from && time < to) {
      streamOf(ssrc, sender).arrived[sequence] = 1;
    } else if (receiver !== undefined) {
      streamOf(ssrc, 1 - receiver).left[sequence] = 1;
    }
  }
  const counts = [...streams.values()]
    .map(({ arrived, left }) => ({
      arrived: arrived.reduce((sum, each) => sum + each, 0),
      lost: arrived.reduce((sum, each, number) => sum + (each === 1 && left[number] === 0 ? 1 : 0), 0),
    }))
    .filter(({ arrived }) => arrived > 0);
  return {
    streams: counts.length,
    arrived: counts.reduce((sum, { arrived }) => sum + arrived, 0),
    lost: counts.reduce((sum, { lost }) => sum + lost, 0),
    mostLost: Math.max(0, ...counts.map(({ lost }) => lost)),
    leastArrived: counts.length === 0 ? 0 : Math.min(...counts.map(({ arrived }) => arrived)),
  };
}

/** As much as is read at once: a capture of minutes has hundreds of megabytes. */
const CHUNK = 4 * 1024 * 1024;

function* rtpHeaders(path: string): Generator<RtpHeader> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    // Behind the header of the file; what is left over of a chunk stands in front of the next.
    let [kept, position] = [0, 24];
    for (;;) {
      const length = readSync(file, chunk, kept, CHUNK - kept, position);
      if (length === 0) {
        return;
      }
      position += length;
      const end = kept + length;
      let start = 0;
      while (start + 16 <= end) {
        const next = start + 16 + chunk.readUInt32LE(start + 8);
        if (next > end) {
          break;
        }
        const header = rtpHeader(chunk, start, next);
        if (header !== undefined) {
          yield header;
        }
        start = next;
      }
      chunk.copyWithin(0, start, end);
      kept = end - start;
    }
  } finally {
    closeSync(file);
  }
}

/** A record of the capture: 16 bytes about it, 14 of Ethernet, then IP, UDP and RTP. */
function rtpHeader(bytes: Buffer, start: number, end: number): RtpHeader | undefined {
  const ip = start + 30;
  const [protocol, addresses, size, udp] =
    (bytes[ip] ?? 0) >> 4 === 6
      ? [bytes[ip + 6], ip + 8, 16, ip + 40]
      : [bytes[ip + 9], ip + 12, 4, ip + ((bytes[ip] ?? 0) & 15) * 4];
  const rtp = udp + 8;
  const type = (bytes[rtp + 1] ?? 0) & 127;
  // Types 72 to 76 are RTCP's (RFC 5761); what says `2` in its first two bits is neither SIP nor DNS.
  if (protocol !== 17 || end < rtp + 12 || (bytes[rtp] ?? 0) >> 6 !== 2 || (type >= 72 && type <= 76)) {
    return undefined;
  }
  return {
    time: bytes.readUInt32LE(start) + bytes.readUInt32LE(start + 4) / 1e6,
    source: bytes.toString('latin1', addresses, addresses + size),
    destination: bytes.toString('latin1', addresses + size, addresses + 2 * size),
    ssrc: bytes.readUInt32BE(rtp + 8),
    sequence: bytes.readUInt16BE(rtp + 2),
  };
}
