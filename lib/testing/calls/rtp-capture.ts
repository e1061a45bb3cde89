import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { killed, untilSays, type NetworkNamespace } from '../network/network-namespace';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../temporary-directory';
import { rtpForwarding, type Forwarded, type Forwarding } from './rtp-forwarding';

/** What a host forwards of many calls: heads of packets only, as a `Capture` of them would not fit into memory. */
export class RtpCapture {
  static async start(host: NetworkNamespace): Promise<RtpCapture> {
    const directory = makeTemporaryDirectory('rtp');
    const file = join(directory, 'packets.pcap');
    // 80 bytes reach to the end of RTP's header over IPv6; the buffer, in KiB, is for a busy machine.
    const child = host.start([
      'tcpdump',
      ...['-i', 'eth0', '-s', '80', '-B', '65536', '-Z', 'root', '-w', file, 'udp', 'and', 'greater', '160'],
    ]);
    child.stdout.resume();
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    const capture = new RtpCapture(child, directory, file, () => said);
    try {
      await untilSays(child, 'stderr', 'listening on');
    } catch (error) {
      await capture.stop();
      throw error;
    }
    return capture;
  }

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly directory: string,
    private readonly file: string,
    private readonly said: () => string,
  ) {}

  /**
   * Ends the capture, and counts.
   *
   * @throws Error when the capture itself missed packets, which would count as lost
   */
  async forwarding(question: Forwarded): Promise<Forwarding> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGINT');
    await closed;
    const dropped = /^(\d+) packets dropped by kernel$/m.exec(this.said())?.[1];
    if (dropped !== '0') {
      throw new Error(`the capture is not complete: ${this.said()}`);
    }
    return rtpForwarding(this.file, question);
  }

  async stop(): Promise<void> {
    await killed(this.child);
    removeTemporaryDirectory(this.directory);
  }
}
