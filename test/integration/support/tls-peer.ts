import { setTimeout as sleep } from 'node:timers/promises';
import { killed, type NetworkNamespace } from '../../../lib/testing/network/network-namespace';

/** Sends an OPTIONS over TLS as a strict phone does, and prints the first line that comes back, or why it hung up. */
const ASK = `
const [host, port, ca] = process.argv.slice(1);
const socket = require('node:tls').connect({ host, port, ca: require('node:fs').readFileSync(ca) });
socket.on('secureConnect', () => socket.write(['OPTIONS sip:[' + host + '] SIP/2.0', 'Via: SIP/2.0/TLS 192.0.2.9:5061;branch=z9hG4bK1', 'Max-Forwards: 70',
  'From: <sip:hall@example.test>;tag=1', 'To: <sip:hall@example.test>', 'Call-ID: 1', 'CSeq: 1 OPTIONS', 'Content-Length: 0', '', ''].join('\\r\\n')));
const end = (text) => { console.log(text); process.exit(); };
socket.on('data', (bytes) => end(bytes.toString().split('\\r\\n')[0]));
socket.on('error', ({ code }) => end(code));
setTimeout(() => end('nothing'), 5000);
`;

/**
 * What a phone that looks at certificates says of the PBX: the status line of its answer, or what it found wrong.
 *
 * The baresip of Debian trusts whoever answers; Node.js looks at the authority, the time and the name.
 */
export async function strictAnswer(
  host: NetworkNamespace,
  address: string,
  port: number,
  trusted: string,
): Promise<string> {
  const { stdout, stderr } = await host.run([process.execPath, '-e', ASK, address, String(port), trusted]);
  return (stdout + stderr).trim();
}

/** Shows certificates, one on each port, and prints the port and what is said there first, or that nothing was. */
const LISTEN = `
const { port, pems } = JSON.parse(process.argv[1]);
pems.forEach((pem, index) => {
  require('node:tls').createServer({ key: pem, cert: pem }, (socket) => {
    socket.on('data', (bytes) => console.log(port + index, bytes.toString().split('\\r\\n')[0]));
    socket.on('error', () => {});
    socket.on('close', () => console.log(port + index, 'hung up'));
  }).on('tlsClientError', () => console.log(port + index, 'hung up')).listen(port + index, '::');
});
`;

/** A host that shows a certificate on each of its ports. */
export class TlsServer {
  static start(host: NetworkNamespace, port: number, pems: readonly string[]): TlsServer {
    return new TlsServer(host.start([process.execPath, '-e', LISTEN, JSON.stringify({ port, pems })]));
  }

  private output = '';

  private constructor(private readonly child: ReturnType<NetworkNamespace['start']>) {
    child.stdout.on('data', (text: Buffer) => {
      this.output += text.toString();
    });
    child.stderr.resume();
  }

  /**
   * Waits for what is said first on a port, in its first line, or `hung up`.
   *
   * An attempt from before the server was there may hold up the next one until its transaction ends, for 32 seconds (RFC 3261, timer F).
   */
  async said(port: number, timeout = 40_000): Promise<string> {
    for (let waited = 0; waited < timeout; waited += 50) {
      const [, line] = new RegExp(`^${port} (.*)$`, 'm').exec(this.output) ?? [];
      if (line !== undefined) return line;
      await sleep(50);
    }
    return 'nothing';
  }

  async stop(): Promise<void> {
    await killed(this.child);
  }
}
