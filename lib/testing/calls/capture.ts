import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { killed, untilSays, type NetworkNamespace } from '../network/network-namespace';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../temporary-directory';
import { packetsIn, type Packet } from './pcap';
import { rtpStreams, type RtpStream } from './rtp';
import { sipMessages, type SipMessage } from './sip-message';

/** What a host sends and receives, from now on; messages and audio are read where they come over UDP. */
export class Capture {
  /** @param address the only one that counts, where the host has several */
  static async start(host: NetworkNamespace, address?: string): Promise<Capture> {
    const directory = makeTemporaryDirectory('capture');
    const file = join(directory, 'packets.pcap');
    // Each packet is written when it comes (-U), by the user who reads it (-Z).
    const child = host.start([
      'tcpdump',
      ...['-i', 'eth0', '-s', '0', '-B', '16384', '-U', '--immediate-mode', '-Z', 'root', '-w', file],
      address === undefined ? 'udp or tcp' : `(udp or tcp) and host ${address}`,
    ]);
    const capture = new Capture(child, directory, file);
    try {
      await untilSays(child, 'stderr', 'listening on');
    } catch (error) {
      await capture.stop();
      throw error;
    }
    child.stdout.resume();
    child.stderr.resume();
    return capture;
  }

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly directory: string,
    private readonly file: string,
  ) {}

  /** Every UDP packet since then, in seconds since 1970; what came last may take a moment to be there. */
  packets(since = 0): readonly Packet[] {
    return packetsIn(readFileSync(this.file)).filter(({ time }) => time >= since);
  }

  /** Whether this stands, in these bytes, in anything that was seen, over TCP too. */
  carries(text: string): boolean {
    return readFileSync(this.file).includes(text);
  }

  messages(since = 0): readonly SipMessage[] {
    return sipMessages(this.packets(since));
  }

  /** The streams of audio that arrived at, or left, this host. */
  streams(since = 0): readonly RtpStream[] {
    return rtpStreams(this.packets(since));
  }

  /** Waits for a message; fails with what was seen instead. */
  async message(what: string, fits: (message: SipMessage) => boolean, timeout = 10_000): Promise<SipMessage> {
    const end = performance.now() + timeout;
    for (;;) {
      const messages = this.messages();
      const found = messages.find(fits);
      if (found !== undefined) {
        return found;
      }
      if (performance.now() > end) {
        throw new Error(
          `no ${what} was seen, but:\n${messages.map(({ text }) => text.split('\r\n')[0] ?? '').join('\n')}`,
        );
      }
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    await killed(this.child);
    removeTemporaryDirectory(this.directory);
  }
}
