import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rtpForwarding } from '../../../lib/testing/calls/rtp-forwarding';

const [ONE, PBX, OTHER] = [1, 2, 3];

/** Whether a packet of RTP goes from one host to another, at a second. */
interface Sent {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly sequence: number;
  readonly ssrc?: number;
  readonly type?: number;
}

/** A record of a pcap file, cut behind RTP's header. */
function record({ at, from, to, sequence, ssrc = 7, type = 8 }: Sent, ipv6: boolean): Buffer {
  const address = (last: number) =>
    ipv6 ? [0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), last] : [10, 0, 0, last];
  const ip = ipv6 ? [0x60, 0, 0, 0, 0, 180, 17, 64] : [0x45, 0, 0, 200, 0, 0, 0, 0, 64, 17, 0, 0];
  const rtp = Buffer.alloc(12);
  rtp.set([0x80, type]);
  rtp.writeUInt16BE(sequence & 0xffff, 2);
  rtp.writeUInt32BE(ssrc, 8);
  const ethernet = [...Array<number>(12).fill(0), ...(ipv6 ? [0x86, 0xdd] : [8, 0])];
  const udp = [0x27, 0x10, 0x27, 0x12, 0, 180, 0, 0];
  const frame = Buffer.concat([Buffer.from([...ethernet, ...ip, ...address(from), ...address(to), ...udp]), rtp]);
  const header = Buffer.alloc(16);
  [at, 0, frame.length, 214].forEach((value, index) => header.writeUInt32LE(value, index * 4));
  return Buffer.concat([header, frame]);
}

function forwarding(sent: readonly Sent[], ipv6 = true) {
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
  try {
    const file = join(directory, 'packets.pcap');
    writeFileSync(file, Buffer.concat([Buffer.alloc(24), ...sent.map((each) => record(each, ipv6))]));
    const between = ipv6 ? (['2001:db8::1', '2001:db8::3'] as const) : (['10.0.0.1', '10.0.0.3'] as const);
    return rtpForwarding(file, { between, from: 100, to: 200 });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A packet that arrives at the PBX, and where it is not lost, leaves it. */
function through(sequence: number, { from = ONE, lost = false, ...rest }: Partial<Sent> & { lost?: boolean } = {}) {
  const packet = { at: 100 + (sequence % 50), sequence, ...rest };
  const leaving = { ...packet, from: PBX, to: ONE + OTHER - from };
  return [{ ...packet, from, to: PBX }, ...(lost ? [] : [leaving])];
}

const packets = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('what a PBX forwards', () => {
  test.each([true, false])('nothing is lost, IPv6: %s', (ipv6) => {
    const both = packets(40).flatMap((each) => [...through(each), ...through(each, { from: OTHER })]);
    expect(forwarding(both, ipv6)).toEqual({ streams: 2, arrived: 80, lost: 0, mostLost: 0, leastArrived: 40 });
  });

  test('what never leaves is lost, in its direction only', () => {
    const sent = packets(40).flatMap((each) => [
      ...through(each, { lost: each % 10 === 3 }),
      ...through(each, { from: OTHER, lost: each === 5 }),
    ]);
    expect(forwarding(sent)).toMatchObject({ arrived: 80, lost: 5, mostLost: 4 });
  });

  test('what goes back to its sender has not left', () => {
    const back = packets(10).flatMap((sequence) => [
      { at: 101, from: ONE, to: PBX, sequence },
      { at: 101, from: PBX, to: ONE, sequence },
    ]);
    expect(forwarding(back)).toMatchObject({ streams: 1, arrived: 10, lost: 10 });
  });

  test('each stream counts for itself, and numbers begin again', () => {
    const sent = [
      ...packets(20).flatMap((each) => through(65_530 + each, { ssrc: 1 })),
      ...packets(30).flatMap((each) => through(each, { ssrc: 2, lost: each < 3 })),
    ];
    expect(forwarding(sent)).toEqual({ streams: 2, arrived: 50, lost: 3, mostLost: 3, leastArrived: 20 });
  });

  test('what arrives before or after is not asked, and what arrives in time may leave later', () => {
    const sent = [
      ...through(1, { at: 99, lost: true }),
      { at: 199, from: ONE, to: PBX, sequence: 2 },
      { at: 200, from: PBX, to: OTHER, sequence: 2 },
      ...through(3, { at: 200, lost: true }),
    ];
    expect(forwarding(sent)).toMatchObject({ streams: 1, arrived: 1, lost: 0 });
  });

  test('RTCP is no audio', () => {
    expect(forwarding(through(1, { type: 72 + 128, lost: true }))).toMatchObject({ streams: 0, arrived: 0, lost: 0 });
  });
});
