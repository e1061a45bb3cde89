import type { Configuration } from './configuration';

/** What is recorded: one line for each call (Call Detail Records), or each thing that happens in one (Channel Event Logging). */
export type RecordKind = 'cdr' | 'cel';

/** The file in which unixODBC finds a database by its name: it is no file of Asterisk, and `res_odbc.conf` names it. */
const ODBC_FILE = 'odbc.conf';

/** The Debian package with the driver that `ODBC_FILE` names. */
export const ODBC_DRIVER_PACKAGE = 'odbc-postgresql';

/** A database of PostgreSQL, and who writes to it. */
export interface RecordDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly table: string;
  /** What libpq calls `sslmode`. */
  readonly sslMode: string;
  /** The path of the file with the authority that signs the database's certificate. */
  readonly caFile?: string;
}

type Files = Pick<Configuration, 'file'>;

/** What happens in a call, but for what is dialled in it: that may be a PIN. Source: the events of `cel.conf` in Asterisk 16. */
const EVENTS = [
  ...['CHAN_START', 'CHAN_END', 'ANSWER', 'HANGUP', 'APP_START', 'APP_END', 'BRIDGE_ENTER', 'BRIDGE_EXIT'],
  ...['PARK_START', 'PARK_END', 'BLINDTRANSFER', 'ATTENDEDTRANSFER', 'PICKUP', 'FORWARD', 'LINKEDID_END'],
  ...['LOCAL_OPTIMIZE', 'USER_DEFINED'],
];

/** The columns of events in CSV, by the names of `cel_custom.conf`. */
const EVENT_COLUMNS = [
  ...[
    'eventtype',
    'eventtime',
    'CALLERID(name)',
    'CALLERID(num)',
    'CALLERID(ANI)',
    'CALLERID(RDNIS)',
    'CALLERID(DNID)',
  ],
  ...['CHANNEL(exten)', 'CHANNEL(context)', 'CHANNEL(channame)', 'CHANNEL(appname)', 'CHANNEL(appdata)'],
  ...['CHANNEL(accountcode)', 'CHANNEL(uniqueid)', 'CHANNEL(linkedid)', 'BRIDGEPEER', 'userdeftype', 'eventextra'],
];

/** Where modules write that make no directory for it, below the directory of logs. Source: each module's own text. */
const DIRECTORIES: Readonly<Record<string, string>> = {
  cdr_csv: 'cdr-csv',
  cdr_custom: 'cdr-custom',
  cel_custom: 'cel-custom',
};

/** The directories below `/var/log/asterisk` that must be there, for Asterisk with these modules. */
export function logDirectories(modules: readonly string[]): readonly string[] {
  return modules.flatMap((name) => DIRECTORIES[name] ?? []);
}

/** Has calls, or events, written as CSV: to `cdr-csv/Master.csv`, `cel-custom/Master.csv`. */
export function writeCsvRecords(files: Files, kind: RecordKind): void {
  enable(files, kind);
  if (kind === 'cdr') {
    files
      .file('cdr.conf')
      .section('csv')
      .set({ accountlogs: false, usegmtime: true, loguniqueid: true, loguserfield: true, newcdrcolumns: true });
  } else {
    const columns = EVENT_COLUMNS.map((name) => `\${CSV_QUOTE(\${${name}})}`);
    files.file('cel_custom.conf').section('mappings').add('Master.csv', columns.join(','), '=>');
  }
}

/**
 * Has calls, or events, written to a database. What happens while it is away is not recorded.
 *
 * Calls go through `cdr_odbc`, which asks for a connection with each call: `cdr_adaptive_odbc` looks at the table once, and gives up for good
 * when the database is away at that moment. For events there is only `cel_odbc`, which does.
 */
export function writeDatabaseRecords(files: Files, kind: RecordKind, to: RecordDatabase): void {
  enable(files, kind);
  const odbc = files.file('res_odbc.conf');
  // libpq looks for a certificate of its own below HOME, and gives up where it may not look: a runtime may have left that of root.
  odbc.section('ENV').set({ ODBCINI: `/etc/asterisk/${ODBC_FILE}`, HOME: '/var/lib/asterisk' });
  odbc.section(kind).set({
    enabled: true,
    dsn: kind,
    username: to.username,
    password: to.password,
    // In seconds: after this long, and not five minutes, it is looked whether the database is there again.
    negativeConnectionCache: 10,
  });
  files
    .file(ODBC_FILE)
    .section(kind)
    .set({
      driver: 'PostgreSQL Unicode',
      servername: to.host,
      port: to.port,
      database: to.database,
      sslmode: to.sslMode,
      ...(to.caFile !== undefined && { pqopt: `sslrootcert=${to.caFile}` }),
    });
  if (kind === 'cdr') {
    files.file('cdr_odbc.conf').section('global').set({
      dsn: kind,
      table: to.table,
      usegmtime: true,
      loguniqueid: true,
      dispositionstring: true,
      newcdrcolumns: true,
      hrtime: true,
    });
  } else {
    files.file('cel_odbc.conf').section('events').set({ connection: kind, table: to.table, usegmtime: true });
  }
}

function enable(files: Files, kind: RecordKind): void {
  if (kind === 'cdr') {
    files.file('cdr.conf').section('general').set({ enable: true });
  } else {
    files
      .file('cel.conf')
      .section('general')
      .set({ enable: true, events: EVENTS, apps: ['dial', 'queue', 'park'] });
  }
}
