import type { SecretValue } from 'cdk8s-plus-27';
import { shown, ValidationError } from '../conf/validation-error';
import { writeCsvRecords, writeDatabaseRecords, type RecordKind } from '../config/record-files';
import type { AccessRule } from '../network/access-rule';
import { parseHost } from '../network/host';
import { NetworkPeer } from '../network/network-peer';
import { NetworkPorts } from '../network/network-ports';
import { hostRoute } from '../network/host-route';
import { isPort } from '../network/port';
import type { AsteriskConfig } from './asterisk-config';
import { secretPlaceholder } from './secret-key';

/** How much a connection to a database is protected, by libpq's words (PostgreSQL, "SSL Mode Descriptions"). */
export enum SslMode {
  /** Neither encrypted nor checked. */
  DISABLE = 'disable',
  /** Encrypted, with whoever answers. */
  REQUIRE = 'require',
  /** Encrypted, with whoever has a certificate of the authority. */
  VERIFY_CA = 'verify-ca',
  /** Encrypted, with who has a certificate of the authority for this host. */
  VERIFY_FULL = 'verify-full',
}

/** A database of PostgreSQL that records are written to. */
export interface PostgresqlOptions {
  /** Its name in DNS, such as `records-rw.databases.svc`, or its address. */
  readonly host: string;

  /**
   * Its TCP port.
   *
   * @default 5432
   */
  readonly port?: number;

  /** The name of the database. */
  readonly database: string;

  /** Who writes to it. */
  readonly username: string;

  /** The key of a Secret with the password. */
  readonly password: SecretValue;

  /**
   * The table, as docs/records.md creates it.
   *
   * @default - `cdr` for calls, `cel` for events
   */
  readonly table?: string;

  /**
   * Where it is, for the network policy, such as `NetworkPeer.pods({ namespace: 'databases' })`.
   *
   * @default - the host, where that is an address; a name needs it
   */
  readonly peer?: NetworkPeer;

  /**
   * The key of a Secret with the certificate of the authority that signs the database's, in PEM.
   *
   * @default - none
   */
  readonly caCertificate?: SecretValue;

  /**
   * How much the connection is protected.
   *
   * @default - SslMode.VERIFY_FULL with `caCertificate`, else SslMode.REQUIRE
   */
  readonly sslMode?: SslMode;
}

/** Where records of calls, or of what happens in them, are kept. */
export abstract class RecordStore {
  /** Files of comma-separated values below `/var/log/asterisk`: on a claim where the prop `state.log` of `Asterisk` names one. */
  static csv(): RecordStore {
    return new CsvStore();
  }

  /** A database of PostgreSQL, through ODBC. What happens while it is away is not recorded, so a second store may be worth having. */
  static postgresql(options: PostgresqlOptions): RecordStore {
    return new PostgresqlStore(options);
  }

  /**
   * Writes what Asterisk must know.
   *
   * @returns what the network policy must allow
   * @throws ValidationError `RecordStore`, `SecretKey`
   * @internal
   */
  abstract _bind(config: AsteriskConfig, kind: RecordKind): readonly AccessRule[];
}

class CsvStore extends RecordStore {
  override _bind(config: AsteriskConfig, kind: RecordKind): readonly AccessRule[] {
    writeCsvRecords(config, kind);
    return [];
  }
}

class PostgresqlStore extends RecordStore {
  constructor(private readonly options: PostgresqlOptions) {
    super();
  }

  override _bind(config: AsteriskConfig, kind: RecordKind): readonly AccessRule[] {
    const { port = 5432, database, username, password, table = kind, caCertificate } = this.options;
    const fail = (problem: string): never => {
      throw new ValidationError('RecordStore', problem, config);
    };
    const host = parseHost(
      this.options.host,
      { code: 'RecordStore', example: "'records-rw.databases.svc' or '192.0.2.7'" },
      config,
    );
    if (!isPort(port)) {
      fail(
        `port ${shown(port)} of ${host.text} is no port, allowed are whole numbers from 1 to 65535: give one, or leave it out`,
      );
    }
    for (const [name, value] of Object.entries({ database, username })) {
      // What stands in a line of `odbc.conf` as it is; PostgreSQL cuts names off after 63 bytes.
      if (!/^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,62}$/.test(value)) {
        fail(
          `${name} ${shown(value)} is not usable, allowed are up to 63 letters, digits, '_', '-', '.' and '@': rename it in the database`,
        );
      }
    }
    if (!/^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/.test(table)) {
      fail(
        `table ${shown(table)} is not usable, allowed are up to 63 small letters, digits and '_', with a schema and a dot before it or not: rename it in the database`,
      );
    }
    const sslMode = this.options.sslMode ?? (caCertificate === undefined ? SslMode.REQUIRE : SslMode.VERIFY_FULL);
    if (caCertificate === undefined && sslMode.startsWith('verify')) {
      fail(
        `sslMode ${shown(sslMode)} needs the authority that signs the certificate of ${host.text}: set 'caCertificate'`,
      );
    }
    const peer =
      this.options.peer ??
      (host.isAddress
        ? NetworkPeer.networks(hostRoute(host.text))
        : fail(
            `the database ${host.text} would be cut off, since a network policy knows no names: set 'peer', such as NetworkPeer.pods({ namespace: 'databases' })`,
          ));
    writeDatabaseRecords(config, kind, {
      host: host.text,
      port,
      database,
      username,
      password: secretPlaceholder(config, password),
      table,
      sslMode,
      ...(caCertificate !== undefined && {
        caFile: `/etc/asterisk/${config.addSecretFile(caCertificate, `${kind}-database-ca.crt`)}`,
      }),
    });
    return [
      { direction: 'to', purpose: `${kind.toUpperCase()} database`, peers: [peer], ports: [NetworkPorts.tcp(port)] },
    ];
  }
}

/**
 * Writes to each of these stores.
 *
 * @throws ValidationError `RecordStore` also for two of one kind, since Asterisk writes to one
 * @internal
 */
export function bindRecordStores(
  config: AsteriskConfig,
  kind: RecordKind,
  stores: readonly RecordStore[],
): readonly AccessRule[] {
  const kinds = stores.map((store) => store.constructor);
  if (new Set(kinds).size < kinds.length) {
    const message = `'${kind}' names two stores of one kind, and Asterisk writes to one of each: leave one out`;
    throw new ValidationError('RecordStore', message, config);
  }
  return stores.flatMap((store) => store._bind(config, kind));
}
