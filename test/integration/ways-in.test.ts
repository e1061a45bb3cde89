import { catalogOf } from '../../lib/catalog/catalog-of';
import { describeEveryAsterisk } from './support/asterisk';
import { stepsTaken } from './support/steps-taken';

/** What the proof of toll fraud (`lib/lint/reach`) says of ways into the dialplan, tried with the real Asterisk. */

const FILES = {
  'extensions.conf': `
[globals]
G=five

[keys]
exten => 5,1,NoOp(five)
exten => 67,1,NoOp(sixtyseven)
exten => _0X.,1,NoOp(long)
exten => o,1,NoOp(o)

[loopback]
lswitch => Loopback/\${EXTEN:1}@far/_9X.
include => included
[included]
exten => _X.,1,NoOp(included)
[far]
exten => 12,1,NoOp(far)
 same => n,NoOp(second)
exten => h,1,NoOp(h)
exten => five,1,NoOp(global)
[own]
exten => 5,1,NoOp(own)
lswitch => Loopback/12@far
[itself]
lswitch => Loopback/77@itself/_88
include => included
[colon]
lswitch => Loopback/12@far:1
[global]
lswitch => Loopback/\${G}@far
[foreign]
switch => Nosuch/x
switch => Realtime/x@y
include => included

[queue]
exten => 1,1,Answer()
 same => n,Queue(one)
exten => 2,1,Answer()
 same => n,Queue(two)
exten => 3,1,Queue(two,F(keys^67^1))
[member]
exten => 9,1,Answer()
 same => n,Wait(1)
[routine]
exten => s,1,NoOp(routine)
 same => n,Return()

[handlers]
exten => 1,1,Set(CHANNEL(hangup_handler_push)=hand,one,1(a))
 same => n,Set(CHANNEL(hangup_handler_pop)=hand,two,1)
exten => 2,1,Set(CHANNEL(hangup_handler_push)=hand,one,1(a))
 same => n,Set(CHANNEL(hangup_handler_wipe)=hand,two,1)
[hand]
exten => one,1,NoOp(one)
 same => n,Return()
exten => two,1,NoOp(two)
 same => n,Return()

[menu]
exten => 1,1,Answer()
 same => n,BackGround(silence/3,m,,keys)
 same => n,NoOp(behind)
exten => 2,1,Answer()
 same => n,BackGround(silence/3,,,keys)
exten => 3,1,Answer()
 same => n,Set(EXITCONTEXT=keys)
 same => n,Dial(Local/8@talk/n,3,d)
exten => 4,1,DISA(no-password)
exten => 8,1,DISA(1234,keys)
exten => 6,1,ConfBridge(6,,quiet,menu)
exten => _7X,1,NoOp(own)
[disa]
exten => 5,1,NoOp(disa)

[talks]
exten => 1,1,Set(BRIDGE_FEATURES=T)
 same => n,Set(TRANSFER_CONTEXT=keys)
 same => n,Dial(Local/9@talk/n)
exten => 2,1,Set(TRANSFER_CONTEXT=keys)
 same => n,Set(GOTO_ON_BLINDXFR=keys^5^1)
 same => n,Dial(Local/9@talk/n,,T)
exten => 3,1,Set(DYNAMIC_FEATURES=away)
 same => n,Dial(Local/9@talk/n,,g)
exten => 4,1,Set(__TRANSFER_CONTEXT=keys)
 same => n,Dial(Local/7@talk/n,,t)
exten => 5,1,Set(TRANSFER_CONTEXT=keys)
 same => n,Dial(Local/7@talk/n,,t)
[talk]
exten => 7,1,Answer()
 same => n,Wait(0.5)
 same => n,SendDTMF(#)
 same => n,Wait(0.5)
 same => n,SendDTMF(67)
 same => n,Wait(4)
exten => 8,1,Wait(5)
exten => 9,1,Answer()
 same => n,Wait(6)
exten => 67,1,NoOp(own)

[callees]
exten => 1,1,Dial(Local/9@talk/n,,F(keys^67^1))
exten => 2,1,Dial(Local/9@talk/n,,F)
 same => n,NoOp(behind)
exten => 3,1,Dial(Local/9@talk/n,,G(keys^67^1))
exten => 4,1,Dial(Local/9@talk/n,,U(routine))

[back]
exten => _[A-Za-z]!,1,NoOp(back)

[others]
exten => 1,1,Answer()
 same => n,FollowMe(me)
exten => 2,1,Answer()
 same => n,Park(lot)
exten => 3,1,Answer()
 same => n,Park(lot,c(keys,67,1))
exten => 4,1,Set(TIMEOUT(absolute)=1)
 same => n,Wait(5)
exten => 5,1,RaiseException(mine)
exten => T,1,NoOp(T)
exten => e,1,NoOp(e)
`,
  'queues.conf': `
[one]
context=keys
[two]
member=>Local/9@member/n
membergosub=routine
timeout=3
retry=1
`,
  'voicemail.conf': `
[general]
format=wav
[default]
1=>1,One
2=>2,Two,,,operator=yes
3=>3,Three,,,exitcontext=keys|operator=yes
4=>4,Four,,,exitcontext=keys
6=>,Six,,,dialout=keys
`,
  'features.conf': '[applicationmap]\naway => *7,self/caller,Goto,"keys,67,1"\n',
  'followme.conf': '[me]\ncontext=>keys\nnumber=>67,2\nnumber=>5&012,2\n',
  'confbridge.conf':
    '[quiet]\ntype=user\nquiet=yes\nannounce_only_user=no\n[menu]\ntype=menu\n6=dialplan_exec(keys,67,1)\n',
  'res_parking.conf':
    '[lot]\ncontext=parkedcalls\nparkpos=701-709\nparkingtime=1\ncomebacktoorigin=no\ncomebackcontext=back\n',
};

/** Mailboxes, which the package of Asterisk 16 comes without. */
const MAIL = `[mail]
exten => _[1-4],1,Answer()
 same => n,VoiceMail(\${EXTEN})
exten => 5,1,Answer()
 same => n,VoiceMail(1,d(keys))
exten => 6,1,Answer()
 same => n,VoiceMailMain()
exten => 7,1,Answer()
 same => n,VoiceMailMain(6,s)
exten => 8,1,Answer()
 same => n,Directory(default,keys)
exten => o,1,NoOp(operator)
exten => a,1,NoOp(star)
`;

/** What is typed, after a while each. */
function types(...digits: readonly string[]): readonly string[] {
  return [...digits.flatMap((each) => ['Wait(1.5)', `SendDTMF(${each})`]), 'Wait(5)'];
}

interface Case {
  readonly what: string;
  readonly place: string;
  readonly caller?: readonly string[];
  /** Steps or beginnings of steps that are taken. */
  readonly comes: readonly string[];
  /** Beginnings of steps that are not. */
  readonly never?: readonly string[];
}

const WAIT = ['Wait(2)'];

const CASES: readonly Case[] = [
  {
    what: 'Loopback moves the call into the other context',
    place: '912@loopback',
    comes: ['far,12,1,', 'far,12,2,', 'far,h,1,'],
  },
  { what: 'Loopback leaves other numbers to includes', place: '44@loopback', comes: ['loopback,44,1,NoOp(included)'] },
  { what: 'what is not there either', place: '913@loopback', comes: ['loopback,913,1,NoOp(included)'] },
  { what: 'Loopback to its own context ends the call', place: '44@itself', comes: [], never: ['itself,44,1,NoOp'] },
  { what: 'a priority that is not there is asked of a Loopback', place: '5@own', comes: ['own,5,1,', 'far,12,2,'] },
  { what: 'a colon in a Loopback is part of the context', place: '5@colon', comes: [], never: ['far,'] },
  { what: 'Loopback with a global variable', place: '5@global', comes: ['far,five,1,'] },
  { what: 'switches that know nothing', place: '44@foreign', comes: ['foreign,44,1,NoOp(included)'] },
  { what: 'the context of a queue', place: '1@queue', caller: types('67'), comes: ['keys,67,1,'] },
  { what: 'members and their routine', place: '2@queue', comes: ['member,9,1,', 'routine,s,1,'] },
  { what: 'pop pushes', place: '1@handlers', caller: WAIT, comes: ['hand,two,1,'], never: ['hand,one'] },
  { what: 'wipe pushes', place: '2@handlers', caller: WAIT, comes: ['hand,two,1,'], never: ['hand,one'] },
  { what: 'no operator', place: '1@mail', caller: types('0'), comes: [], never: ['mail,o'] },
  { what: 'an operator', place: '2@mail', caller: types('0'), comes: ['mail,o,1,'] },
  { what: 'an operator elsewhere', place: '3@mail', caller: types('0'), comes: ['keys,o,1,'] },
  { what: 'the star key', place: '1@mail', caller: types('*'), comes: ['mail,a,1,'] },
  { what: 'no star key elsewhere', place: '4@mail', caller: types('*'), comes: [], never: ['mail,a'] },
  { what: 'option d of VoiceMail', place: '5@mail', caller: types('5'), comes: ['keys,5,1,'] },
  { what: 'the star key of VoiceMailMain', place: '6@mail', caller: types('*#'), comes: ['mail,a,1,'] },
  { what: 'a call out of a mailbox', place: '7@mail', caller: types('3', '4', '67#'), comes: ['keys,67,1,'] },
  { what: 'a key of the Directory', place: '8@mail', caller: types('0'), comes: ['keys,o,1,'] },
  { what: 'a key of a menu', place: '1@menu', caller: types('5'), comes: ['keys,5,1,'] },
  { what: 'no longer number in a menu', place: '1@menu', caller: types('67'), comes: ['menu,1,3,'], never: ['keys'] },
  { what: 'a key of another context', place: '2@menu', caller: types('5'), comes: ['keys,5,1,'] },
  { what: 'a number of its own', place: '2@menu', caller: types('71'), comes: ['menu,71,1,'] },
  { what: 'a digit that leaves Dial', place: '3@menu', caller: types('5'), comes: ['keys,5,1,'] },
  { what: 'DISA with a password', place: '8@menu', caller: types('1234#', '67'), comes: ['keys,67,1,'] },
  { what: 'DISA', place: '4@menu', caller: types('5'), comes: ['disa,5,1,'] },
  { what: 'a key of a conference', place: '6@menu', caller: types('6'), comes: ['keys,67,1,'] },
  { what: 'BRIDGE_FEATURES', place: '1@talks', caller: types('#', '67'), comes: ['keys,67,1,'] },
  { what: 'GOTO_ON_BLINDXFR', place: '2@talks', caller: types('#', '67'), comes: ['keys,67,1,', 'keys,5,1,'] },
  { what: 'a feature', place: '3@talks', caller: types('*7'), comes: ['keys,67,'] },
  { what: 'a transfer by the callee', place: '4@talks', caller: types(), comes: ['keys,67,1,'] },
  {
    what: 'one that is not told the context',
    place: '5@talks',
    caller: types(),
    comes: ['talk,67,1,'],
    never: ['keys'],
  },
  { what: 'option F', place: '1@callees', caller: WAIT, comes: ['keys,67,1,NoOp'] },
  { what: 'option F without a place', place: '2@callees', caller: WAIT, comes: ['callees,2,2,NoOp(behind)'] },
  { what: 'option G', place: '3@callees', caller: WAIT, comes: ['keys,67,1,NoOp', 'keys,67,2,AppDial'] },
  { what: 'option U', place: '4@callees', caller: WAIT, comes: ['routine,s,1,'] },
  { what: 'FollowMe', place: '1@others', caller: ['Wait(8)'], comes: ['keys,67,1,', 'keys,5,1,', 'keys,012,1,'] },
  { what: 'a call that nobody took', place: '2@others', caller: types(), comes: ['back,Local_2@others,1,'] },
  { what: 'option c of Park', place: '3@others', caller: types(), comes: ['keys,67,1,'] },
  { what: 'the end of the time', place: '4@others', caller: ['Wait(4)'], comes: ['others,T,1,'] },
  { what: 'an exception', place: '5@others', caller: WAIT, comes: ['others,e,1,'] },
];

describeEveryAsterisk((provider) => {
  test('calls come into the dialplan where the proof of toll fraud follows them', async () => {
    const hasMail = Object.hasOwn(catalogOf(provider.version).modules, 'app_voicemail');
    const files = { ...FILES, 'extensions.conf': `${FILES['extensions.conf']}${hasMail ? MAIL : ''}` };
    const cases = CASES.filter(({ place }) => hasMail || !place.endsWith('@mail'));
    const taken = await stepsTaken(provider, files, cases);
    const wrong = cases.flatMap(({ what, comes, never = [] }, index) => {
      const steps = taken[index] ?? [];
      const has = (beginning: string) => steps.some((step) => step.startsWith(beginning));
      const missing = comes.filter((each) => !has(each));
      const extra = never.filter(has);
      return missing.length + extra.length === 0 ? [] : [{ what, missing, extra, steps }];
    });
    expect(wrong).toEqual([]);
  }, 240_000);
});
