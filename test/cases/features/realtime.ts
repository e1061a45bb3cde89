import { call, context, globals, inACall, section, type Feature } from './feature';

/** The call whose record is written. */
const RECORDED = context('test', { 2: ['NoOp()'] });

/** What is in a table of a database: a call's record is what makes a table and writes a row without a program for it. */
function row(table: string, values: Readonly<Record<string, string>>): Feature['files'] {
  return {
    'cdr.conf': '[general]\nenable=yes\nunanswered=yes\n',
    'cdr_sqlite3_custom.conf': section(
      'master',
      `table => ${table}`,
      `columns => ${Object.keys(values).join(', ')}`,
      `values => ${Object.values(values)
        .map((value) => `'${value}'`)
        .join(',')}`,
    ),
    'res_config_sqlite3.conf': section('pbx', 'dbfile => /var/log/asterisk/master.db'),
    'extconfig.conf': section('settings', `${table} => sqlite3,pbx,${table}`),
  };
}

export const REALTIME: readonly Feature[] = [
  {
    ...inACall(
      'queue in a database',
      ['Answer()', 'Queue(support,,,,1)', 'Set(GLOBAL(status)=${QUEUESTATUS})'],
      {},
      {
        contexts: [RECORDED],
        files: row('queues', { name: 'support', strategy: 'rrmemory' }),
        // The record of the second call finds the database in use, and nobody needs it.
        complaints: /database is locked/,
      },
    ),
    checks: [
      call('Local/2@test'),
      { command: 'queue show support', expect: /'rrmemory' strategy/ },
      call(),
      globals({ status: 'TIMEOUT' }),
    ],
  },
  {
    ...inACall(
      'endpoint in a database',
      ['NoOp()'],
      {},
      {
        contexts: [RECORDED],
        files: {
          ...row('ps_endpoints', { id: 'ada', context: 'in', allow: 'ulaw' }),
          'sorcery.conf': section('res_pjsip', 'endpoint=realtime,ps_endpoints'),
          'pjsip.conf': section('udp', 'type=transport', 'protocol=udp', 'bind=0.0.0.0:5060'),
        },
        // The table comes with the first call.
        complaints: /no such table: ps_endpoints/,
      },
    ),
    checks: [call('Local/2@test'), { command: 'pjsip show endpoint ada', expect: /context\s*: in/ }],
  },
];
