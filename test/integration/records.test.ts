import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { application, NetworkPeer, RecordStore, type AsteriskConfig } from '../../lib';
import { logDirectories } from '../../lib/config/record-files';
import { CleanUp } from '../../lib/testing/calls/clean-up';
import { NameServer } from '../../lib/testing/calls/name-server';
import { TestNetwork } from '../../lib/testing/network/test-network';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { chart, config, password } from '../support/pbx';
import { Authority } from './support/authorities';
import { describeInEachNetwork } from './support/in-network';
import { PostgresServer } from './support/postgres-server';
import { renderedDirectory } from './support/rendered-directory';

const NAME = 'records.example.com';
const DATABASE = '2001:db8:5::5';
const SECRETS: Readonly<Record<string, string>> = { password: `p;w#"x' \\é` };
const PAGE = readFileSync(join(__dirname, '../../docs/records.md'), 'utf8');

/** The statements of the page. */
const SQL = /^```sql\n(.*?)^```/ms.exec(PAGE)?.[1] ?? '';

/** What happens in the one call that there is: a field that a user fills with what CSV and SQL may stumble over. */
const STEPS = [application.Set('CDR(userfield)', `é'"`), application.Answer(), application.Wait(0.2)];

describeInEachNetwork('records of calls', (_, provider) => {
  let cleanup: CleanUp;
  let network: TestNetwork;

  beforeEach(async () => {
    cleanup = new CleanUp();
    network = await TestNetwork.create();
    cleanup.add(() => network.remove());
  });

  afterEach(() => cleanup.run());

  const undo = (step: () => void): void => {
    cleanup.add(() => {
      step();
      return Promise.resolve();
    });
  };

  /** A PBX that records, on a volume where the node has made the directories that the pod names. */
  async function start(made: AsteriskConfig, options: { readonly authority?: Authority } = {}) {
    made.dialplan.context('recorded').extension('1', STEPS);
    made.loadModule('res_clioriginate');
    const rendered = made.render();
    const stateDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-records-'));
    undo(() => {
      rmSync(stateDirectory, { recursive: true });
    });
    for (const name of logDirectories(made.modules)) {
      mkdirSync(join(stateDirectory, 'log', name), { recursive: true });
    }
    const { authority } = options;
    const configDirectory = renderedDirectory(rendered, (key) =>
      key === 'ca.crt' && authority !== undefined ? readFileSync(authority.file, 'utf8') : (SECRETS[key] ?? ''),
    );
    try {
      const host = await network.addHost('2001:db8:6::6', '10.6.6.6');
      const asterisk = await startAsterisk({
        provider,
        configDirectory,
        readOnlyRoot: true,
        network: { namespace: host.path, nameservers: ['2001:db8:7::7'] },
        stateDirectory,
      });
      cleanup.add(() => asterisk.stop());
      await asterisk.booted();
      return { asterisk, log: (path: string) => readFileSync(join(stateDirectory, 'log', path), 'utf8') };
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
  }

  const call = (asterisk: RunningAsterisk) => asterisk.cli('channel originate Local/1@recorded application Wait 1');

  test('CSV: calls and events stand in files on the volume', async () => {
    const made = config(chart(), { version: provider.version, cdr: [RecordStore.csv()], cel: [RecordStore.csv()] });
    const { asterisk, log } = await start(made);
    await call(asterisk);
    await eventually(() => log('cdr-csv/Master.csv'), /"ANSWERED".*"é'""/);
    await eventually(
      () => Promise.resolve(log('cel-custom/Master.csv')),
      /"CHAN_START"[^]*"ANSWER"[^]*"HANGUP"[^]*"LINKEDID_END"/,
    );
    expect(asterisk.problems().map(({ raw }) => raw)).toEqual([]);
  });

  describe('PostgreSQL', () => {
    let authority: Authority;
    let database: PostgresServer;

    beforeEach(async () => {
      authority = new Authority('database-authority');
      undo(() => {
        authority.remove();
      });
      const host = await network.addHost(DATABASE);
      database = await PostgresServer.start(host, { certificate: authority.issue({ address: DATABASE, name: NAME }) });
      cleanup.add(() => database.stop());
      await database.sql('CREATE DATABASE records');
      await database.sql(SQL, 'records');
      await database.sql(`ALTER ROLE asterisk PASSWORD '${SECRETS.password?.replaceAll("'", "''")}'`);
      const names = await network.addHost('2001:db8:7::7');
      const server = await NameServer.start(names, '2001:db8:7::7', [{ name: NAME, addresses: [DATABASE] }]);
      cleanup.add(() => server.stop());
    });

    function describeRecords(): AsteriskConfig {
      const scope = chart();
      const store = RecordStore.postgresql({
        host: NAME,
        peer: NetworkPeer.networks(`${DATABASE}/128`),
        database: 'records',
        username: 'asterisk',
        password: password(scope, 'password'),
        caCertificate: password(scope, 'ca.crt'),
      });
      return config(scope, { version: provider.version, cdr: [store], cel: [store] });
    }

    const calls = () => database.sql(`SELECT count(*) FROM cdr`, 'records');

    test('calls and events stand in the tables of the docs, and come again after an outage', async () => {
      const { asterisk } = await start(describeRecords(), { authority });
      await call(asterisk);
      await eventually(calls, /^2$/);
      expect(
        await database.sql(
          `SELECT dst, disposition, userfield, calldate > now() at time zone 'UTC' - interval '1 minute' FROM cdr WHERE userfield <> ''`,
          'records',
        ),
      ).toBe(`1|ANSWERED|é'"|t`);
      expect(await database.sql(`SELECT DISTINCT eventtype FROM cel ORDER BY 1`, 'records')).toContain('ANSWER');
      expect(
        await database.sql(
          'SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = $$asterisk$$',
        ),
      ).toBe('t');
      expect(asterisk.problems().map(({ raw }) => raw)).toEqual([]);

      await database.down();
      await call(asterisk);
      await eventually(() => asterisk.log, /CDR failed/);
      await database.up();
      // As long as a connection that failed is not tried again.
      await sleep(10_500);
      await call(asterisk);
      await eventually(calls, /^4$/);
      expect(asterisk.log).not.toContain(SECRETS.password);
    }, 120_000);

    test('a database that is away at the start gets calls when it is back, and events after a reload', async () => {
      await database.down();
      const { asterisk } = await start(describeRecords(), { authority });
      await database.up();
      await sleep(10_500);
      await call(asterisk);
      await eventually(calls, /^2$/);
      const events = () => database.sql('SELECT count(*) FROM cel', 'records');
      expect(await events()).toBe('0');
      expect(PAGE).toContain(`asterisk -rx 'module reload cel_odbc.so'`);
      await asterisk.cli('module reload cel_odbc.so');
      await call(asterisk);
      await eventually(events, /^[1-9]/);
    }, 120_000);

    test('a database with a certificate of somebody else gets nothing', async () => {
      const stranger = new Authority('stranger');
      undo(() => {
        stranger.remove();
      });
      const { asterisk } = await start(describeRecords(), { authority: stranger });
      await call(asterisk);
      // Asterisk cuts what the driver says.
      await eventually(
        () => asterisk.log,
        /5432 failed: SSL erro[^]*CDR failed|certificate verify failed[^]*CDR failed/,
      );
      expect(await calls()).toBe('0');
    });
  });
});

async function eventually(look: () => string | Promise<string>, expected: RegExp): Promise<void> {
  let seen = '';
  for (let tries = 0; tries < 100 && !expected.test(seen); tries++) {
    await sleep(100);
    try {
      seen = await look();
    } catch (error) {
      seen = String(error);
    }
  }
  expect(seen).toMatch(expected);
}
