import { call, context, globals, inACall, type Feature } from './feature';

/** Someone at 2 who answers. */
const answering = context('other', { 2: ['Answer()', 'Set(GLOBAL(answered)=yes)', 'Wait(6)'] });
const answered = { answered: 'yes' };
/** Asterisk's own English sounds as music: files that each Debian package has. */
export const MUSIC = '[default]\nmode=files\ndirectory=/usr/share/asterisk/sounds/en_US_f_Allison/digits\n';
const done = 'Set(GLOBAL(done)=yes)';
/** The other end of the call presses these. */
const pressing = (digits: string): Feature['checks'][number] => ({
  ...call(),
  command: `channel originate Local/1@test application SendDTMF ww${digits}`,
});

function whilePressing(
  name: string,
  digits: string,
  steps: readonly string[],
  values: Readonly<Record<string, string>>,
  contexts: readonly string[] = [],
  files: Feature['files'] = {},
): Feature {
  return {
    ...inACall(name, steps, values, { contexts, files, load: ['app_senddtmf'] }),
    checks: [pressing(digits), globals(values)],
  };
}

/** Extensions beside 1. */
const also = (extension: string, ...steps: readonly string[]): string => context('test', { [extension]: steps });

export const APPLICATIONS: readonly Feature[] = [
  inACall('a call in the dialplan', ['Dial(Local/2@other)'], answered, {
    contexts: [answering],
    checks: [{ command: 'bridge show all', expect: /simple_bridge/ }],
  }),
  whilePressing(
    'blind transfer by digits',
    'w#1ww3',
    ['Dial(Local/2@other,,T)'],
    { moved: 'yes' },
    [answering, also('3', 'Set(GLOBAL(moved)=yes)', 'Wait(3)')],
    { 'features.conf': '[featuremap]\nblindxfer=#1\n' },
  ),
  whilePressing(
    'attended transfer by digits',
    'w*2ww3',
    ['Dial(Local/2@other,,T)'],
    { moved: 'yes' },
    [answering, also('3', 'Answer()', 'Set(GLOBAL(moved)=yes)', 'Wait(3)')],
    { 'features.conf': '[featuremap]\natxfer=*2\n' },
  ),
  inACall('queue', ['Answer()', 'Queue(support)'], answered, {
    files: { 'queues.conf': '[support]\nstrategy=ringall\nmember => Local/2@other\n', 'musiconhold.conf': MUSIC },
    contexts: [answering],
    checks: [{ command: 'queue show support', expect: /Local\/2@other/ }],
  }),
  inACall(
    'queue whose members come and go',
    ['Answer()', 'AddQueueMember(support,Local/2@other)', 'Queue(support)'],
    answered,
    {
      files: { 'queues.conf': '[support]\nstrategy=rrmemory\n' },
      contexts: [answering],
    },
  ),
  inACall(
    'conference',
    ['Answer()', 'ConfBridge(100)'],
    {},
    {
      shows: ['res_timing_timerfd'],
      checks: [
        call(),
        { command: 'confbridge list 100', expect: /Local\/1@test[^]*Local\/1@test/ },
        { command: 'bridge show all', expect: /softmix/ },
      ],
    },
  ),
  inACall(
    'parking',
    ['Answer()', 'Park()'],
    {},
    {
      files: { 'res_parking.conf': '[default]\nparkpos=701-710\n', 'musiconhold.conf': MUSIC },
      checks: [{ command: 'parking show default', expect: /Space\s*: *701/ }],
    },
  ),
  inACall(
    'music on hold',
    ['Answer()', 'MusicOnHold(default,2)', done],
    { done: 'yes' },
    {
      files: { 'musiconhold.conf': MUSIC },
      checks: [{ command: 'moh show files', expect: /digits\/1\b/ }],
    },
  ),
  inACall(
    'recording a call',
    [
      'Answer()',
      'MixMonitor(/tmp/mix.wav)',
      'Wait(1)',
      'StopMixMonitor()',
      'Wait(1)',
      'Set(GLOBAL(there)=${STAT(e,/tmp/mix.wav)})',
    ],
    { there: '1' },
  ),
  inACall(
    'pickup of another call',
    ['Dial(Local/2@ringing)'],
    {},
    {
      contexts: [context('ringing', { 2: ['Ringing()', 'Wait(8)'] }), also('3', 'Pickup(1@ringing)')],
      // What rings has the extension that dialled it, in the context that it dialled. Nobody answers but who picks up.
      checks: [
        { command: 'core show channels', expect: /Local\/2@ringing.*Ringing/ },
        call('Local/3@test'),
        { command: 'bridge show all', expect: /\b2 basic\s+simple_bridge/ },
      ],
    },
  ),
  inACall('forwarding kept in the database', ['Set(DB(CF/1)=2)', 'Dial(Local/${DB(CF/1)}@other)'], answered, {
    contexts: [answering],
    checks: [{ command: 'database show CF', expect: /\/CF\/1\s*: 2/ }],
  }),
  inACall('paging', ['Page(Local/2@other)'], answered, { contexts: [answering] }),
  inACall('follow me', ['Answer()', 'FollowMe(home,n)'], answered, {
    files: { 'followme.conf': '[home]\ncontext=other\nnumber=>2,5\ntakecall=1\n', 'musiconhold.conf': MUSIC },
    contexts: [answering],
  }),
  inACall(
    'directory',
    ['Answer()', 'Directory(default)', done],
    {},
    {
      files: { 'voicemail.conf': '[general]\n[default]\n1000 => 1234,Ada Lovelace\n' },
      checks: [{ command: 'core show channels', expect: /Directory\(default\)/ }],
    },
  ),
  whilePressing(
    'menu: Background and WaitExten',
    'w2',
    ['Answer()', 'Background(digits/1)', 'WaitExten(5)'],
    { chose: '2' },
    [also('2', 'Set(GLOBAL(chose)=2)')],
  ),
  whilePressing('menu: Read', 'w34', ['Answer()', 'Read(typed,digits/1,2,,1,5)', 'Set(GLOBAL(chose)=${typed})'], {
    chose: '34',
  }),
  inACall(
    'saying digits, numbers and times',
    ['Answer()', 'SayDigits(1)', 'SayNumber(2)', 'SayUnixTime(0,UTC,M)', done],
    { done: 'yes' },
  ),
  inACall('playing a sound of Debian', ['Answer()', 'Playback(digits/1)', 'Set(GLOBAL(played)=${PLAYBACKSTATUS})'], {
    played: 'SUCCESS',
  }),
  inACall(
    'listening in',
    ['Answer()', 'Wait(8)'],
    {},
    {
      contexts: [also('3', 'Answer()', 'ChanSpy(Local/1@test,q)')],
      checks: [call('Local/3@test'), { command: 'core show channels', expect: /ChanSpy\(/ }],
    },
  ),
  // DISA resets the call's records, which complains where there are none.
  whilePressing(
    'DISA',
    'w2',
    ['Answer()', 'DISA(no-password,test)'],
    { chose: '2' },
    [also('2', 'Set(GLOBAL(chose)=2)')],
    { 'cdr.conf': '[general]\nenable=yes\n' },
  ),
  inACall(
    'AGI',
    ['Answer()', 'AGI(/usr/bin/perl,/etc/asterisk/hello.pl)', 'Set(GLOBAL(said)=${said})'],
    { said: 'hello' },
    {
      files: {
        'hello.pl': '$| = 1;\nwhile (<STDIN>) { last if /^$/ }\nprint "SET VARIABLE said hello\\n";\n<STDIN>;\n',
      },
    },
  ),
  inACall(
    'voicemail',
    ['Answer()', 'VoiceMail(1000@default,s)'],
    {},
    {
      versions: [22],
      files: { 'voicemail.conf': '[general]\nformat=wav\n[default]\n1000 => 1234,Ada Lovelace\n' },
      checks: [
        { command: 'voicemail show users', expect: /Ada Lovelace/ },
        { command: 'core show channels', expect: /VoiceMail/ },
      ],
    },
  ),
  inACall('limit of calls', ['Set(GROUP()=outside)', 'Set(GLOBAL(count)=${GROUP_COUNT(outside)})'], { count: '1' }),
  inACall(
    'opening hours',
    ['GotoIfTime(*,*,*,*?test,2,1)', 'Set(GLOBAL(open)=no)'],
    { open: 'yes' },
    { contexts: [also('2', 'Set(GLOBAL(open)=${IFTIME(*,*,*,*?yes:no)})')] },
  ),
  inACall(
    'subroutines and loops',
    ['Gosub(test,2,1(4))', 'Set(i=0)', 'While($[${i} < 3])', 'Set(i=${INC(i)})', 'EndWhile()', 'Set(GLOBAL(i)=${i})'],
    { i: '3', given: '4' },
    { contexts: [also('2', 'Set(GLOBAL(given)=${ARG1})', 'Return()')] },
  ),
  inACall(
    'applications inside others',
    [
      'Answer()',
      'ExecIf($[1]?Set(GLOBAL(hash)=${MD5(a)}))',
      'ExecIfTime(*,*,*,*?Set(GLOBAL(now)=yes))',
      'Exec(Playback(digits/1))',
      'Set(GLOBAL(played)=${PLAYBACKSTATUS})',
      'TryExec(GosubIf($[1]?test,2,1))',
      'ExecIf($[1]?Dial(Local/2@other,5,m))',
    ],
    { hash: '0cc175b9c0f1b6a831c399e269772661', now: 'yes', played: 'SUCCESS', answered: 'yes' },
    {
      files: { 'musiconhold.conf': MUSIC },
      contexts: [also('2', 'Return()'), answering],
    },
  ),
  inACall(
    'functions of text',
    [
      'Set(text=a-b)',
      'Set(GLOBAL(cut)=${CUT(text,-,2)})',
      'Set(GLOBAL(filter)=${FILTER(0-9,a1b2)})',
      'Set(GLOBAL(time)=${STRFTIME(0,UTC,%Y)})',
      'Set(GLOBAL(regex)=${REGEX("^a" abc)})',
      'Set(GLOBAL(if)=${IF(1?yes:no)})',
      'Set(GLOBAL(md5)=${MD5(a)})',
      'Set(GLOBAL(uri)=${URIENCODE(a b)})',
      'Set(GLOBAL(math)=${MATH(1+2,int)})',
      'Set(GLOBAL(len)=${LEN(abc)})',
    ],
    {
      cut: 'b',
      filter: '12',
      time: '1970',
      regex: '1',
      if: 'yes',
      md5: '0cc175b9c0f1b6a831c399e269772661',
      uri: 'a%20b',
      math: '3',
      len: '3',
    },
    { shows: ['func_strings', 'func_math', 'func_logic'] },
  ),
  inACall(
    'functions of the surroundings',
    [
      'Set(GLOBAL(shell)=${SHELL(printf hi)})',
      'Set(GLOBAL(env)=${ENV(NONE)}x)',
      'Set(DEVICE_STATE(Custom:lamp)=INUSE)',
      'Set(GLOBAL(lamp)=${DEVICE_STATE(Custom:lamp)})',
      'Set(CHANNEL(language)=en)',
      'Set(GLOBAL(language)=${CHANNEL(language)})',
      'Set(TIMEOUT(absolute)=60)',
      'System(true)',
      'Set(GLOBAL(system)=${SYSTEMSTATUS})',
      'Set(JITTERBUFFER(adaptive)=default)',
      'Set(VOLUME(RX)=2)',
    ],
    { shell: 'hi', env: 'x', lamp: 'INUSE', language: 'en', system: 'SUCCESS' },
    { shows: ['func_channel', 'func_env', 'func_shell'] },
  ),
];
