import { call, context, globals, inACall, section, type Check, type Feature } from './feature';
import { heard, LISTENER, listening } from './listener';
import { SIP_CLIENT, sipRequest } from './sip-client';
import { phone, udp } from './sip-objects';

const HTTP = '[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=8088\n';
const cdr = (pattern: RegExp): readonly Check[] => [{ command: 'cdr show status', expect: pattern }];
const ARI = '[general]\nenabled=yes\n[user]\ntype=user\nread_only=no\npassword=secret\n';
/** What each resource of ARI answers; one that is not there is `Resource not found`. */
const RESOURCES = {
  applications: '\\[\\]',
  'asterisk/info': '.*"version".*',
  bridges: '\\[\\]',
  channels: '.*Local/1@test.*',
  deviceStates: '\\[.*',
  endpoints: '\\[.*',
  // A plain request is not what it waits for.
  events: '[^]*426 Upgrade Required.*',
  'playbacks/none': '.*Playback not found.*',
  'recordings/live/none': '.*Recording not found.*',
  sounds: '.*No sounds found.*',
};

/** Files of a call's records, each asked for after a first call has ended. */
function written(name: string, file: string, files: Feature['files'], rest: Partial<Feature> = {}): Feature {
  const first = inACall(name, ['NoOp()'], {}, { ...rest, files });
  return {
    ...first,
    files: {
      ...first.files,
      'extensions.conf': `[test]\nexten => 1,1,Answer()\nexten => 2,1,Set(GLOBAL(there)=\${STAT(e,/var/log/asterisk/${file})})\n`,
    },
    checks: [
      { command: 'channel originate Local/1@test application NoOp', expect: /^(?!.*No such command)/s },
      ...(rest.checks ?? []),
      { command: 'channel originate Local/2@test application Wait 1', expect: /^(?!.*No such command)/s },
      { command: 'dialplan show globals', expect: /there=1/ },
    ],
  };
}

export const EVENTS: readonly Feature[] = [
  written(
    'CDR in CSV',
    'cdr-csv/Master.csv',
    { 'cdr.conf': '[general]\nenable=yes\nunanswered=yes\n[csv]\nusegmtime=yes\n' },
    { checks: cdr(/csv/i) },
  ),
  written(
    'CDR as one likes',
    'cdr-custom/calls.csv',
    {
      'cdr.conf': '[general]\nenable=yes\nunanswered=yes\n',
      'cdr_custom.conf': '[mappings]\ncalls.csv => ${CSV_QUOTE(${CDR(src)})},${CDR(dst)}\n',
    },
    { shows: ['func_cdr'], checks: cdr(/custom/i) },
  ),
  {
    name: 'CDR to the manager',
    files: {
      'cdr.conf': '[general]\nenable=yes\n',
      'cdr_manager.conf': '[general]\nenabled=yes\n',
      'manager.conf': '[general]\nenabled=yes\nbindaddr=127.0.0.1\n',
    },
    checks: cdr(/cdr_manager/i),
  },
  {
    name: 'CDR in SQLite',
    files: {
      'cdr.conf': '[general]\nenable=yes\n',
      'cdr_sqlite3_custom.conf': "[master]\ntable => cdr\ncolumns => src,dst\nvalues => '${CDR(src)}','${CDR(dst)}'\n",
    },
    checks: cdr(/sqlite3/i),
  },
  {
    // Debian has no directory for the file: a call would say so.
    name: 'CEL as one likes',
    files: {
      'cel.conf': '[general]\nenable=yes\napps=all\nevents=ALL\n',
      'cel_custom.conf': '[mappings]\nevents.csv => ${eventtype},${CHANNEL(uniqueid)}\n',
    },
    checks: [{ command: 'cel show status', expect: /Custom CSV/i }],
  },
  {
    name: 'CEL to the manager',
    files: {
      'cel.conf': '[general]\nenable=yes\nevents=ALL\n[manager]\nenabled=yes\n',
      'manager.conf': '[general]\nenabled=yes\nbindaddr=127.0.0.1\n',
    },
    checks: [{ command: 'cel show status', expect: /Manager Event Logging/i }],
  },
  {
    name: 'AMI',
    files: {
      'manager.conf': '[general]\nenabled=yes\nbindaddr=127.0.0.1\n[user]\nsecret=secret\nread=all\nwrite=all\n',
    },
    checks: [
      { command: 'manager show users', expect: /^user$/m },
      { command: 'manager show settings', expect: /Manager \(AMI\):\s*Yes/ },
    ],
  },
  {
    name: 'HTTP',
    files: { 'http.conf': HTTP },
    checks: [{ command: 'http show status', expect: /127\.0\.0\.1:8088/ }],
  },
  inACall(
    'ARI',
    Object.keys(RESOURCES).map(
      (path) => `Set(GLOBAL(${path})=\${CURL(http://127.0.0.1:8088/ari/${path}?api_key=user:secret)})`,
    ),
    RESOURCES,
    {
      complaints: /did not request WebSocket/,
      files: {
        'http.conf': HTTP,
        'ari.conf': ARI,
      },
      checks: [{ command: 'ari show users', expect: /user/ }],
    },
  ),
  inACall(
    'Stasis application',
    ['Stasis(nobody)', 'Set(GLOBAL(status)=${STASISSTATUS})'],
    { status: 'FAILED' },
    { complaints: /nobody|not registered/i, files: { 'http.conf': HTTP, 'ari.conf': ARI } },
  ),
  inACall(
    'Prometheus',
    [
      'Answer()',
      'Set(page=${CURL(http://127.0.0.1:8088/metrics)})',
      'Set(GLOBAL(calls)=${REGEX("asterisk_calls_count" ${page})})',
      'Set(GLOBAL(endpoints)=${REGEX("asterisk_endpoints_state.*PJSIP/phone" ${page})})',
    ],
    { calls: '1', endpoints: '1' },
    {
      versions: [22],
      files: {
        'http.conf': HTTP,
        'prometheus.conf': '[general]\nenabled=yes\ncore_metrics_enabled=yes\nuri=metrics\n',
        'pjsip.conf': phone(),
      },
      checks: [{ command: 'prometheus show metrics', expect: /asterisk_core_uptime_seconds/ }],
    },
  ),
  inACall(
    'statsd',
    [`Set(GLOBAL(said)=${heard(8125, 'contacts')})`],
    {},
    {
      files: {
        'listen.pl': LISTENER,
        'sip.pl': SIP_CLIENT,
        'statsd.conf': '[general]\nenabled=yes\nserver=127.0.0.1\n',
        'pjsip.conf': [udp, phone('aors=phone'), section('phone', 'type=aor', 'max_contacts=1')].join('\n'),
      },
      contexts: [context('test', { 2: [listening(8125), `Set(answer=${sipRequest('REGISTER', 'phone', 'phone')})`] })],
      checks: [call('Local/2@test'), globals({ said: 'PJSIP\\.contacts\\..*' })],
    },
  ),
  {
    name: 'security log',
    files: { 'logger.conf': '[logfiles]\nconsole => notice,warning,error,security\n' },
    checks: [
      { command: 'logger show channels', expect: /SECURITY/i },
      { command: 'logger show levels', expect: /SECURITY/i },
    ],
  },
];
