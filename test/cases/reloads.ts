/** A change of one file, and how the running Asterisk shows whether it has read it. */
export interface FileChange {
  readonly file: string;
  /** What is changed, where a file has several rows. */
  readonly what: string;
  /** The versions that have it. */
  readonly versions: readonly number[];
  readonly before: string;
  readonly after: string;
  /** What `asterisk -rx` is asked. */
  readonly ask: string;
  /** What it answers once the new text is read, and not before. */
  readonly answer: RegExp;
}

const WORDS = ['oldword', 'newword'] as const;
const BOTH = [16, 22];

/** A change whose two texts differ in what stands for `%`. */
function change(
  file: string,
  text: string,
  ask: string,
  [before, after]: readonly [string, string] = WORDS,
  rest: Partial<FileChange> = {},
): FileChange {
  const answer = new RegExp(after.replace('*', '\\*'));
  const texts = { before: text.replaceAll('%', before), after: text.replaceAll('%', after) };
  return { file, what: '', versions: BOTH, ...texts, ask, answer, ...rest };
}

/** A change of an object of this type. */
function pjsip(type: string, options: string, ask: string, words?: readonly [string, string]): FileChange {
  return change('pjsip.conf', `[mine]\ntype=${type}\n${options}\n`, ask, words, { what: type });
}

/** One change or more of each file that the table of reloads has. */
export const RELOADED: readonly FileChange[] = [
  change('acl.conf', '[%]\npermit=192.0.2.0/24\n', 'acl show'),
  change('agents.conf', '[agent1]\nfullname=%\n', 'agent show all'),
  change('ari.conf', '[general]\nenabled=yes\n[%]\ntype=user\npassword=secret\n', 'ari show users'),
  change('cdr.conf', '[general]\nenable=%\n', 'cdr show status', ['no', 'yes'], { answer: /Logging: +Enabled/ }),
  change('cel.conf', '[general]\nenable=yes\nevents=%\n', 'cel show status', ['CHAN_START', 'CHAN_END']),
  change('cli_aliases.conf', '[general]\ntemplate=mine\n[mine]\n%=core show version\n', 'cli show aliases'),
  change('confbridge.conf', '[mine]\ntype=bridge\nmax_members=%\n', 'confbridge show profile bridge mine', [
    '41',
    '42',
  ]),
  change('dnsmgr.conf', '[general]\nenable=yes\nrefreshinterval=%\n', 'dnsmgr status', ['1201', '1202']),
  change(
    'extensions.conf',
    '[test]\nexten=>1,1,Answer()\n same=>n,Wait(600)\nexten=>2,1,NoOp(%)\n',
    'dialplan show test',
  ),
  change('features.conf', '[featuremap]\natxfer=%\n', 'features show', ['*61', '*62']),
  change('geolocation.conf', '[%]\ntype=profile\n', 'geoloc list profiles', WORDS, { versions: [22] }),
  change('http.conf', '[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=%\n', 'http show status', ['8071', '8072']),
  change('iax.conf', '[%]\ntype=friend\nhost=dynamic\nauth=md5\nsecret=x\n', 'iax2 show peers'),
  change(
    'indications.conf',
    '[general]\ncountry=uk\n[uk]\ndescription=%\nringcadence=400,200\ndial=350+440\n',
    'indication show',
  ),
  change('logger.conf', '[logfiles]\nconsole=notice,warning,error\n/tmp/%=error\n', 'logger show channels'),
  change('manager.conf', '[general]\nenabled=yes\nbindaddr=127.0.0.1\n[%]\nsecret=x\nread=all\n', 'manager show users'),
  change('minivm.conf', '[general]\nformat=wav\n[%@x]\nfullname=%\n', 'minivm list accounts'),
  change('musiconhold.conf', '[%]\nmode=files\ndirectory=/var/lib/asterisk\n', 'moh show classes'),
  change('phoneprov.conf', '[%]\nmime_type=text/plain\nstatic_file => %.txt\n', 'phoneprov show routes'),
  pjsip('endpoint', 'callerid=% <1>', 'pjsip show endpoint mine'),
  pjsip('aor', 'mailboxes=%', 'pjsip show aor mine'),
  pjsip('auth', 'auth_type=userpass\nusername=%\npassword=x', 'pjsip show auth mine'),
  pjsip('identify', 'endpoint=mine\nmatch_header=X-Who: %', 'pjsip show identify mine'),
  pjsip(
    'registration',
    'server_uri=sip:127.0.0.1:9\nclient_uri=sip:%@127.0.0.1\nretry_interval=600',
    'pjsip show registration mine',
  ),
  pjsip('global', 'user_agent=%', 'pjsip show settings'),
  change('pjsip_notify.conf', '[%]\nEvent=>check-sync\n', 'pjsip send notify newword endpoint nobody', WORDS, {
    answer: /of type 'newword'/,
  }),
  change('pjsip_wizard.conf', '[%]\ntype=wizard\nremote_hosts=192.0.2.9\n', 'pjsip show endpoints'),
  change('prometheus.conf', '[general]\nenabled=yes\nuri=%\n', 'prometheus show status', WORDS, { versions: [22] }),
  change('queues.conf', '[%]\nstrategy=ringall\n', 'queue show'),
  change('queuerules.conf', '[%]\npenaltychange=>30,+3\n', 'queue show rules'),
  change('res_fax.conf', '[general]\nmaxrate=%\n', 'fax show settings', ['9600', '4800'], {
    answer: /Maximum Bit Rate: 4800/,
  }),
  change('res_odbc.conf', '[%]\nenabled=yes\ndsn=%\n', 'odbc show all'),
  change('res_parking.conf', '[%]\ncontext=test\nparkpos=751-759\nparkext=750\n', 'parking show'),
  change('res_stun_monitor.conf', '[general]\nstunaddr=127.0.0.1:%\n', 'stun show status', ['3471', '3472']),
  change('rtp.conf', '[general]\nrtpstart=%\nrtpend=10999\n', 'rtp show settings', ['10002', '10004']),
  change('sla.conf', '[line%]\ntype=trunk\ndevice=Local/1@test\n', 'sla show trunks', WORDS, { versions: [22] }),
  change('udptl.conf', '[general]\nudptlstart=%\n', 'udptl show config', ['4502', '4504']),
  change('voicemail.conf', '[default]\n201=>1234,%\n', 'voicemail show users', WORDS, { versions: [22] }),
];

/** Changes that a running Asterisk does not see, whatever it is told to read again. */
export const RESTARTED: readonly FileChange[] = [
  change('asterisk.conf', '[options]\nhideconnect=yes\nmaxcalls=%\n', 'core show settings', ['6001', '6002']),
  change('cli_permissions.conf', '[general]\ndefault_perm=permit\n[@root]\ndeny=%\n', 'cli show permissions'),
  change('pjproject.conf', '[startup]\ntype=startup\nlog_level=%\n', 'pjproject show log level', ['1', '2'], {
    answer: /is 2/,
  }),
  pjsip('system', 'threadpool_max_size=%', 'pjsip show settings', ['51', '52']),
  pjsip('transport', 'protocol=udp\nbind=127.0.0.1:%', 'pjsip show transports', ['5071', '5072']),
];
