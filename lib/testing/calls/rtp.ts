import type { Endpoint, Packet } from './pcap';
import { fromAlaw, fromUlaw } from './tone';

/** Packets of one source to one place. */
export interface RtpStream {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly ssrc: number;
  readonly packets: number;
  /** How many numbers are missing between the first and the last packet, whatever their order. */
  readonly lost: number;
  /** How many came once more. */
  readonly twice: number;
  /** How many came behind one that was sent later. */
  readonly late: number;
  /** When the first and the last came, in seconds since 1970. */
  readonly first: number;
  readonly last: number;
  /** What is heard, where it is G.711, in the order in which it was sent. */
  readonly samples: Int16Array;
  /** The digits that are sent as telephone events (RFC 4733). */
  readonly digits: string;
}

/** Payload types that RFC 3551 fixes, and this reads. */
const CODECS: Readonly<Record<number, (bytes: Uint8Array) => Int16Array>> = { 0: fromUlaw, 8: fromAlaw };

/** The streams of RTP (RFC 3550) among packets; RTCP, SIP and DNS are none. */
export function rtpStreams(packets: readonly Packet[]): readonly RtpStream[] {
  const groups = new Map<string, Packet[]>();
  for (const packet of packets.filter(isRtp)) {
    const { source, destination, payload } = packet;
    const key = [source.address, source.port, destination.address, destination.port, payload.readUInt32BE(8)].join(' ');
    const group = groups.get(key) ?? [];
    group.push(packet);
    groups.set(key, group);
  }
  return [...groups.values()].map(streamOf);
}

function isRtp({ payload, source, destination }: Packet): boolean {
  const type = (payload[1] ?? 0) & 127;
  // Types 72 to 76 are RTCP's (RFC 5761); SIP's port is no port for audio.
  return (
    payload.length >= 12 &&
    (payload[0] ?? 0) >> 6 === 2 &&
    !(type >= 72 && type <= 76) &&
    ![source.port, destination.port].some((port) => port === 53 || port === 5060 || port === 5061)
  );
}

function streamOf(packets: readonly Packet[]): RtpStream {
  const [first] = packets;
  const last = packets.at(-1);
  if (first === undefined || last === undefined) {
    throw new Error('a stream has packets');
  }
  const numbers = unwrapped(packets.map(({ payload }) => payload.readUInt16BE(2)));
  // As a listener does: in the order in which it was sent, each once.
  const inOrder = [...new Map(packets.map((packet, index) => [numbers[index] ?? 0, packet] as const))]
    .sort(([one], [other]) => one - other)
    .map(([, packet]) => packet);
  const audio = inOrder.flatMap(({ payload }) => {
    const decode = CODECS[(payload[1] ?? 0) & 127];
    return decode === undefined ? [] : [...decode(payload.subarray(12 + 4 * ((payload[0] ?? 0) & 15)))];
  });
  return {
    source: first.source,
    destination: first.destination,
    ssrc: first.payload.readUInt32BE(8),
    packets: packets.length,
    lost: Math.max(...numbers) - Math.min(...numbers) + 1 - inOrder.length,
    twice: numbers.length - inOrder.length,
    late: numbers.filter((number, index) => number < (numbers[index - 1] ?? number)).length,
    first: first.time,
    last: last.time,
    samples: Int16Array.from(audio),
    digits: digitsIn(inOrder),
  };
}

const DIGITS = '0123456789*#ABCD';

/** Events are told apart by their timestamps; each is sent several times. */
function digitsIn(packets: readonly Packet[]): string {
  const events = new Map<number, string>();
  for (const { payload } of packets) {
    const event = payload[12] ?? 255;
    if (((payload[1] ?? 0) & 127) >= 96 && payload.length === 16) {
      events.set(payload.readUInt32BE(4), DIGITS[event] ?? '');
    }
  }
  return [...events.values()].join('');
}

/** Sequence numbers that go on behind 65535. */
function unwrapped(numbers: readonly number[]): readonly number[] {
  let last = numbers[0] ?? 0;
  return numbers.map((number) => {
    const step = ((number - last + 0x8000) & 0xffff) - 0x8000;
    last += step;
    return last;
  });
}
