import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkNamespace } from '../../../lib/testing/network/network-namespace';

/** What a server is started with. */
export interface PostgresOptions {
  /** A key and a certificate, in one PEM text: without TLS nobody is let in. */
  readonly certificate: string;
}

/** Debian's PostgreSQL in a network namespace, with a directory of its own. */
export class PostgresServer {
  static async start(host: NetworkNamespace, { certificate }: PostgresOptions): Promise<PostgresServer> {
    const server = new PostgresServer(host);
    try {
      server.write('server.pem', certificate);
      await server.run('initdb', '-D', server.data, '-A', 'peer', '-U', 'postgres', '--no-sync');
      server.write('data/pg_hba.conf', 'local all postgres peer\nhostssl all all all scram-sha-256\n');
      await server.up();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-postgres-'));

  private constructor(private readonly host: NetworkNamespace) {
    // PostgreSQL refuses to run as root.
    execFileSync('chown', ['postgres:postgres', this.directory]);
    chmodSync(this.directory, 0o755);
  }

  /** Answers again. */
  async up(): Promise<void> {
    const pem = join(this.directory, 'server.pem');
    const options = {
      listen_addresses: '*',
      unix_socket_directories: this.directory,
      ssl: 'on',
      ssl_cert_file: pem,
      ssl_key_file: pem,
      fsync: 'off',
    };
    const settings = Object.entries(options).map(([name, value]) => `-c ${name}='${value}'`);
    const log = join(this.directory, 'log');
    await this.run('pg_ctl', '-D', this.data, '-w', '-l', log, '-o', settings.join(' '), 'start');
  }

  /** Answers no more; what it holds stays. */
  async down(): Promise<void> {
    await this.run('pg_ctl', '-D', this.data, '-w', '-m', 'fast', 'stop');
  }

  /** What statements of SQL print, as the owner of everything: a line for each row, with `|` between columns. */
  sql(text: string, database = 'postgres'): Promise<string> {
    return this.run(
      'psql',
      '-h',
      this.directory,
      '-U',
      'postgres',
      '-d',
      database,
      '-v',
      'ON_ERROR_STOP=1',
      '-qAtc',
      text,
    );
  }

  async stop(): Promise<void> {
    await this.run('pg_ctl', '-D', this.data, '-w', '-m', 'immediate', 'stop').catch(() => undefined);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.directory, 'data');
  }

  private write(name: string, text: string): void {
    const path = join(this.directory, name);
    writeFileSync(path, text, { mode: 0o600 });
    execFileSync('chown', ['postgres:postgres', path]);
  }

  private async run(program: string, ...args: readonly string[]): Promise<string> {
    const [newest] = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
    if (newest === undefined) {
      throw new Error('PostgreSQL is not installed: apt-get install postgresql');
    }
    const path = join('/usr/lib/postgresql', newest, 'bin', program);
    const { code, stdout, stderr } = await this.host.run(['runuser', '-u', 'postgres', '--', path, ...args], 60_000);
    if (code !== 0) {
      throw new Error(`${program}: ${stderr}`);
    }
    return stdout.trim();
  }
}
