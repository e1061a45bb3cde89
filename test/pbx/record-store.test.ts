import { Size } from 'cdk8s';
import { AsteriskImage, NetworkPeer, RecordStore, SslMode, StateVolume, type PostgresqlOptions } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifests, password, pbx, phone } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

type Scope = ReturnType<typeof chart>;

interface Container {
  readonly volumeMounts: readonly { readonly mountPath: string; readonly name: string; readonly subPath?: string }[];
}

const database = (scope: Scope, options: Partial<PostgresqlOptions> = {}): RecordStore =>
  RecordStore.postgresql({
    host: '192.0.2.7',
    database: 'records',
    username: 'asterisk',
    password: password(scope, 'database'),
    ...options,
  });

function bind(options: Partial<PostgresqlOptions>, kind: 'cdr' | 'cel' = 'cdr') {
  const scope = chart();
  return config(scope, { [kind]: [database(scope, options)] });
}

const mountsOf = (scope: Scope) => {
  const found = manifests(scope).find(({ kind }) => kind === 'StatefulSet') as unknown as {
    spec: { template: { spec: { containers: readonly Container[] } } };
  };
  return found.spec.template.spec.containers[0]?.volumeMounts ?? [];
};

test('nothing is recorded, unless it is said', () => {
  const { files, modules } = config().render();
  expect(files.get('cdr.conf')).toContain('enable = no');
  expect(modules.map(({ name }) => name).filter((name) => /^c[de][rl]_|odbc/.test(name))).toEqual([]);
});

describe('csv', () => {
  test('each kind has its module', () => {
    expect(config(chart(), { cdr: [RecordStore.csv()] }).modules).toContain('cdr_csv');
    expect(config(chart(), { cel: [RecordStore.csv()] }).modules).toContain('cel_custom');
  });

  test('what is dialled in a call is not recorded', () => {
    const events = config(chart(), { cel: [RecordStore.csv()] })
      .file('cel.conf')
      .section('general')
      .get('events');
    expect(events).toContain('ANSWER');
    expect(events).not.toMatch(/ALL\b|DTMF/);
  });

  test.each([
    ['a directory of its own on what ends with the pod', undefined, 'cdr-csv'],
    ['a directory of its own on a claim', StateVolume.ofSize(Size.gibibytes(1)), 'log/cdr-csv'],
  ])('%s', (_, log, subPath) => {
    const scope = chart();
    const made = config(scope, { cdr: [RecordStore.csv()] });
    phone(made, 'hall', '201');
    pbx(scope, { config: made, state: log === undefined ? {} : { log } });
    expect(mountsOf(scope)).toContainEqual({ mountPath: '/var/log/asterisk/cdr-csv', name: 'log', subPath });
    expect(strictSchemaErrors(manifests(scope))).toEqual([]);
  });
});

describe('postgresql', () => {
  test('all props: the password is a placeholder, and the database is let through the policy', () => {
    const scope = chart();
    const options: Required<PostgresqlOptions> = {
      host: 'records.example.com',
      port: 5433,
      database: 'records',
      username: 'asterisk',
      password: password(scope, 'database'),
      table: 'telephony.calls',
      peer: NetworkPeer.pods({ namespace: 'databases' }),
      caCertificate: password(scope, 'ca.crt'),
      sslMode: SslMode.VERIFY_CA,
    };
    const made = config(scope, { cdr: [RecordStore.postgresql(options)] });
    phone(made, 'hall', '201');
    pbx(scope, { config: made });
    const { files } = made.render();
    expect(files.get('res_odbc.conf')).toMatch(
      /^\[ENV\]\nODBCINI = \/etc\/asterisk\/odbc.conf\nHOME = \/var\/lib\/asterisk\n$/m,
    );
    expect(files.get('res_odbc.conf')).toContain('password = «secret:sip-passwords/database»');
    expect(files.get('odbc.conf')).toMatch(
      /servername = records.example.com\nport = 5433\ndatabase = records\nsslmode = verify-ca\npqopt = sslrootcert=\/etc\/asterisk\/cdr-database-ca.crt/,
    );
    expect(files.get('cdr-database-ca.crt')).toBe('; the whole file: «secret:sip-passwords/ca.crt»\n');
    expect(files.get('cdr_odbc.conf')).toContain('table = telephony.calls');
    expect(manifests(scope).find(({ kind }) => kind === 'NetworkPolicy')?.spec).toMatchObject({
      egress: expect.arrayContaining([
        expect.objectContaining({
          to: [
            expect.objectContaining({
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } },
            }),
          ],
          ports: [{ port: 5433, protocol: 'TCP' }],
        }),
      ]) as unknown,
    });
  });

  test('the image brings the driver', () => {
    const scope = chart();
    const made = config(scope, { cel: [database(scope)] });
    const image = new AsteriskImage(scope, 'image', { repository: 'registry.example.com/asterisk', config: made });
    expect(image.files.get('Dockerfile')).toContain(' odbc-postgresql ');
    const without = new AsteriskImage(scope, 'other', {
      repository: 'registry.example.com/asterisk',
      config: config(scope, {}, 'quiet'),
    });
    expect(without.files.get('Dockerfile')).not.toContain('odbc');
  });

  test('is encrypted, and checked where the authority is known', () => {
    const scope = chart();
    const sslMode = (options: Partial<PostgresqlOptions>) => bind(options).render().files.get('odbc.conf');
    expect(sslMode({})).toContain('sslmode = require');
    expect(sslMode({ caCertificate: password(scope, 'ca.crt') })).toContain('sslmode = verify-full');
  });

  test('both kinds may have both stores', () => {
    const scope = chart();
    const stores = [RecordStore.csv(), database(scope)];
    expect(config(scope, { cdr: stores, cel: stores }).modules).toEqual(
      expect.arrayContaining(['cdr_csv', 'cdr_odbc', 'cel_custom', 'cel_odbc', 'res_odbc']),
    );
  });

  test.each<[string, Partial<PostgresqlOptions>, string]>([
    ['a name that the policy cannot know', { host: 'db.example.com' }, "set 'peer', such as"],
    ['a host that is a URI', { host: 'postgres://db' }, 'is no domain name or address'],
    ['a port that is none', { port: 0 }, 'whole numbers from 1 to 65535'],
    ['a database that would end its line', { database: 'a;b' }, 'database "a;b" is not usable'],
    ['a user of two lines', { username: 'a\nb' }, 'username'],
    ['a table that is a statement', { table: 'cdr; DROP TABLE cdr' }, 'table'],
    ['a check without an authority', { sslMode: SslMode.VERIFY_FULL }, "set 'caCertificate'"],
  ])('fails for %s', (_, options, message) => {
    expect(errorOf(() => bind(options))).toMatchObject({
      code: 'RecordStore',
      message: expect.stringContaining(message) as unknown,
    });
  });

  test('fails for two databases', () => {
    const scope = chart();
    expect(errorOf(() => config(scope, { cdr: [database(scope), database(scope)] }))).toMatchObject({
      code: 'RecordStore',
      message: expect.stringContaining('two stores of one kind') as unknown,
    });
  });
});
