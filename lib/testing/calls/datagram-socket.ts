import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { killed, untilSays, type NetworkNamespace } from '../network/network-namespace';
import type { Endpoint } from './pcap';

// A line of its input is a datagram to send, a line of its output one that came, both in Base64.
const PROGRAM = `
const [address, port, target, targetPort] = process.argv.slice(1);
const socket = require('node:dgram').createSocket(address.includes(':') ? 'udp6' : 'udp4');
socket.on('message', (bytes) => process.stdout.write(bytes.toString('base64') + '\\n'));
socket.bind(Number(port), address, () => {
  process.stdout.write('ready\\n');
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    // What cannot be sent is not: the other side may be gone.
    socket.send(Buffer.from(line, 'base64'), Number(targetPort), target, () => undefined);
  });
});
`;

/** Sends from a host what no user agent would, to one place. */
export class DatagramSocket {
  static async open(host: NetworkNamespace, from: Endpoint, to: Endpoint): Promise<DatagramSocket> {
    const [program, ...args] = [process.execPath, '-e', PROGRAM, from.address, String(from.port)] as const;
    const child = host.start([program, ...args, to.address, String(to.port)]);
    const socket = new DatagramSocket(child);
    await untilSays(child, 'stdout', 'ready\n');
    child.stderr.resume();
    createInterface({ input: child.stdout }).on('line', (line) => {
      const bytes = Buffer.from(line, 'base64');
      socket.listeners.forEach((listener) => {
        listener(bytes);
      });
    });
    return socket;
  }

  private readonly listeners: ((bytes: Buffer) => void)[] = [];

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {}

  send(bytes: Buffer): void {
    this.child.stdin.write(`${bytes.toString('base64')}\n`);
  }

  /** Calls back for every datagram that comes. */
  onDatagram(listener: (bytes: Buffer) => void): void {
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    await killed(this.child);
  }
}
