import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whom a certificate is for, and whether its time is over. */
export interface CertificateOptions {
  readonly address: string;
  /** A name in DNS that it is for, too. */
  readonly name?: string;
  readonly expired?: boolean;
}

/** A certificate authority made for a test, in a directory of its own. */
export class Authority {
  private readonly directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-authority-'));
  private count = 0;

  constructor(name: string) {
    const subject = `-subj /CN=${name} -days 2`;
    this.openssl(`req -x509 ${NEW_KEY} ${subject} -keyout ca.key -out ca.pem`);
  }

  /** The file with its own certificate, which those who trust it read. */
  get file(): string {
    return join(this.directory, 'ca.pem');
  }

  /** A key and a certificate of this authority for it, in one PEM text. */
  issue({ address, name: host, expired = false }: CertificateOptions): string {
    const name = `server${++this.count}`;
    const names = host === undefined ? '' : `,DNS:${host}`;
    writeFileSync(join(this.directory, `${name}.ext`), `subjectAltName=IP:${address}${names}\n`);
    this.openssl(`req -new ${NEW_KEY} -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`);
    // Without a day it has ended before it is looked at.
    const sign = `-CA ca.pem -CAkey ca.key -CAcreateserial -extfile ${name}.ext -days ${expired ? -1 : 2}`;
    this.openssl(`x509 -req -in ${name}.csr ${sign} -out ${name}.pem`);
    return ['key', 'pem'].map((kind) => readFileSync(join(this.directory, `${name}.${kind}`), 'utf8')).join('');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  private openssl(args: string): void {
    const { status, stderr } = spawnSync('openssl', args.split(' '), { cwd: this.directory, encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`openssl ${args}: ${stderr}`);
    }
  }
}

const NEW_KEY = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
