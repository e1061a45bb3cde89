import { netstring, readNetstrings } from '../../../lib/testing/calls/netstring';
import { packetsIn } from '../../../lib/testing/calls/pcap';
import { rtpStreams } from '../../../lib/testing/calls/rtp';
import { sipMessages } from '../../../lib/testing/calls/sip-message';
import { alawTone, tonesIn } from '../../../lib/testing/calls/tone';

/** A pcap file of Ethernet frames. */
function pcap(...frames: readonly Buffer[]): Buffer {
  const records = frames.map((frame, index) => {
    const header = Buffer.alloc(16);
    [1000 + index, 500_000, frame.length, frame.length].forEach((value, at) => header.writeUInt32LE(value, at * 4));
    return Buffer.concat([header, frame]);
  });
  return Buffer.concat([Buffer.alloc(24), ...records]);
}

function udp(from: number, to: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(8);
  [from, to, payload.length + 8, 0].forEach((value, at) => header.writeUInt16BE(value, at * 2));
  return Buffer.concat([header, payload]);
}

function frame4(payload: Buffer, from = 5060, to = 5060): Buffer {
  const header = Buffer.from([0x45, ...Array<number>(8).fill(0), 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
  return Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0]), header, udp(from, to, payload)]);
}

function frame6(payload: Buffer, from = 5060, to = 5060): Buffer {
  const address = (last: number) => Buffer.from([0x20, 1, 0xd, 0xb8, ...Array<number>(11).fill(0), last]);
  const header = Buffer.from([0x60, 0, 0, 0, 0, 0, 17, 64]);
  return Buffer.concat([
    Buffer.alloc(12),
    Buffer.from([0x86, 0xdd]),
    header,
    address(1),
    address(2),
    udp(from, to, payload),
  ]);
}

function rtp(sequence: number, payload: Buffer, type = 8, timestamp = sequence * 160): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(type, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp, 4);
  header.writeUInt32BE(0xabcdef, 8);
  return Buffer.concat([header, payload]);
}

const tone = Buffer.from(alawTone(440, 1));
const voice = (sequence: number) => rtp(sequence, tone.subarray((sequence % 50) * 160, ((sequence % 50) + 1) * 160));

describe('packets', () => {
  test('of both families', () => {
    expect(packetsIn(pcap(frame4(Buffer.from('a')), frame6(Buffer.from('b'), 1, 2)))).toEqual([
      {
        time: 1000.5,
        source: { address: '10.0.0.1', port: 5060 },
        destination: { address: '10.0.0.2', port: 5060 },
        payload: Buffer.from('a'),
      },
      {
        time: 1001.5,
        source: { address: '2001:db8::1', port: 1 },
        destination: { address: '2001:db8::2', port: 2 },
        payload: Buffer.from('b'),
      },
    ]);
  });

  test('as far as they are written, and nothing but UDP', () => {
    const bytes = pcap(frame4(Buffer.from('a')), frame4(Buffer.from('b')));
    expect(packetsIn(bytes.subarray(0, -1))).toHaveLength(1);
    expect(packetsIn(Buffer.alloc(0))).toEqual([]);
    expect(packetsIn(pcap(Buffer.from([1, 2, 3]), Buffer.alloc(60)))).toEqual([]);
  });
});

describe('streams', () => {
  const stream = (...packets: readonly Buffer[]) =>
    rtpStreams(packetsIn(pcap(...packets.map((each) => frame6(each, 10000, 20000)))));

  test('are heard, whatever comes between them', () => {
    const rtcp = Buffer.from([0x80, 200, 0, 6, ...Array<number>(24).fill(0)]);
    const [found, ...more] = stream(...Array.from({ length: 50 }, (_, index) => voice(index)), rtcp);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ packets: 50, lost: 0, first: 1000.5, last: 1049.5, digits: '' });
    expect(tonesIn(found?.samples ?? new Int16Array(), [440])).toEqual(new Map([[440, 1]]));
  });

  test('count what is lost, also where numbers begin anew, and not what comes late or twice', () => {
    const numbers = [65533, 65535, 65534, 65534, 65536, 65539];
    expect(stream(...numbers.map(voice))).toMatchObject([{ packets: 6, lost: 2, twice: 1, late: 1 }]);
  });

  test('are heard in the order in which they were sent, each once', () => {
    const [inOrder] = stream(...[0, 1, 2, 3].map(voice));
    const [found] = stream(...[1, 0, 3, 3, 2].map(voice));
    expect(found?.samples).toEqual(inOrder?.samples);
  });

  test('tell digits', () => {
    const event = (digit: number, timestamp: number, sequence: number) =>
      rtp(sequence, Buffer.from([digit, 0x8a, 0, 160]), 101, timestamp);
    expect(stream(event(1, 100, 1), event(1, 100, 2), event(11, 900, 3), event(1, 1900, 4))).toMatchObject([
      { digits: '1#1' },
    ]);
  });
});

describe('messages', () => {
  const text = [
    'INVITE sip:202@[2001:db8::2] SIP/2.0',
    'Call-ID: 1@a',
    'from : "Ada" <sip:201@example.com>;tag=1',
    '',
    'v=0',
    'c=IN IP4 192.0.2.1',
    'm=audio 10000 RTP/AVP 8',
    'c=IN IP6 2001:db8::1',
    '',
  ].join('\r\n');

  test('with their headers and where they want audio', () => {
    const [found] = sipMessages(packetsIn(pcap(frame6(Buffer.from(text)), frame6(Buffer.from('OPTIONS')))));
    expect(found).toMatchObject({
      method: 'INVITE',
      uri: 'sip:202@[2001:db8::2]',
      code: undefined,
      media: { address: '2001:db8::1', port: 10000 },
    });
    expect(found?.header('From')).toBe('"Ada" <sip:201@example.com>;tag=1');
    expect(found?.header('To')).toBeUndefined();
  });

  test('that answer', () => {
    const [found] = sipMessages(packetsIn(pcap(frame4(Buffer.from('SIP/2.0 486 Busy Here\r\n\r\n')))));
    expect(found).toMatchObject({ code: 486, method: undefined, media: undefined });
  });
});

test('netstrings, in any pieces', () => {
  const bytes = Buffer.from(netstring('hällo') + netstring('') + netstring('{"a":1}'));
  for (let cut = 0; cut <= bytes.length; cut++) {
    const first = readNetstrings(bytes.subarray(0, cut));
    const second = readNetstrings(Buffer.concat([first.rest, bytes.subarray(cut)]));
    expect([...first.texts, ...second.texts]).toEqual(['hällo', '', '{"a":1}']);
  }
});
