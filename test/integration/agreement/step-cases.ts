import { parse } from '../../../lib/conf/parse';
import type { ConfFile } from '../../../lib/conf/nodes';
import { CAUSE_NAMES } from '../../../lib/dialplan/cause-names';

/** Steps that are easily read otherwise than Asterisk reads them; `x`, `y` and `z` are places. */
export const STEPS: readonly string[] = [
  // Spaces around places, numbers and conditions.
  ...['GotoIf(1?x :y)', 'GotoIf(1? x:y)', 'GotoIf(1 ?x:y)', 'GotoIf(0?x:y )', 'GotoIf(0?x: y)', 'GotoIf(1?z ,1)'],
  ...['GotoIf(1?z, 1)', 'GotoIf(1?z,1 )', 'GotoIf( 0 ?x:y)', 'GotoIf( ?x:y)', 'GotoIf( 00?x:y)', 'GotoIf(-0?x:y)'],
  ...[
    'Goto( x)',
    'Goto(x )',
    'Goto(z, 1)',
    'Goto( z,1)',
    'Goto(z,x )',
    'Goto(z,x)',
    'Goto()',
    'Goto(,,x)',
    'Goto(,x)',
    'Goto(,2)',
    'Goto(,z,x)',
    'Goto(z,)',
    'Goto(,,2)',
    'Goto(,z,1)',
    'Gosub(,z,1)',
    'Gosub(,x)',
    'GotoIf(1?,x)',
  ],
  ...[
    'Gosub( sub,s,1)',
    'Gosub(sub, s, 1)',
    'Gosub(sub,s, 1 )',
    'Gosub(sub,s,1 (a))',
    'Gosub(sub,s,1( a , b ))',
    'Gosub()',
  ],
  ...['GosubIf(1? sub,s,1)', 'GosubIf(1?sub,s,1 :x)', 'GosubIf(0?x: sub,s,1)', 'GosubIf(0?x:sub,s,1 )'],
  ...['GotoIfTime(*,*,*,*? x)', 'GotoIfTime(*,*,*,* ?x:y)', 'GotoIfTime(*, *,*,*?x:y)', 'GotoIfTime(*,*,* ,*?x:y)'],
  ...['GotoIfTime( *,*,*,*?x:y)', 'GotoIfTime(*,*,*, *?x:y)', 'GotoIfTime(* ,*,*,*?x:y)', 'GotoIfTime(*,* ,*,*?x:y)'],
  ...['While( 0 )', 'While( )', 'Set(A = 1)', 'Set( A=1)', 'Set(A=1 )', 'MSet(A=1, A=2)', 'MSet(A=1 ,A=2)'],
  // Branches that are missing, and others that hold what separates them.
  ...['GotoIf(1)', 'GotoIf(1?)', 'GotoIf(0?x)', 'GotoIf(0?x:)', 'GotoIf(1?:x)', 'GotoIf(?x:y)', 'GotoIf(1?"x":y)'],
  ...['GosubIf(1)', 'GosubIf(1?)', 'GosubIf(1?:sub,s,1)', 'GotoIfTime(*,*,*,*)', 'GotoIfTime(*,*,*,*?)'],
  ...[
    'ExecIf(1?:NoOp())',
    'ExecIf(0?:Set(A=1))',
    'ExecIf(1?Set(A=1):)',
    'ExecIf(0?Set(A=1):)',
    'ExecIf(1?)',
    'ExecIf(0?)',
  ],
  ...[
    'ExecIf(1?Set(A="x)"))',
    'ExecIf(0?Set(A="x:y"):Set(A=2))',
    'ExecIf(0?Set(A=(x:y)):Set(A=2))',
    'ExecIf(1?Set(A=${COLON}))',
  ],
  ...['ExecIf(1?Set(A=x?y):Set(A=2))', 'ExecIf(1?Set)', 'ExecIf(1?Goto(x) )', 'ExecIf(1?Goto( x))', 'ExecIf(1?noop())'],
  ...['ExecIf(1?${FOO}(x))', 'ExecIf(0?${FOO}(x))', 'ExecIf(0?Set(A=1):${FOO}(x))', 'ExecIf("0"?Set(A=1):Set(A=2))'],
  // Applications within others.
  ...['ExecIf(1? Set(A=1))', 'ExecIf(1?Set (A=1))', 'ExecIf(0?Set(A=1): Set(A=2))', 'ExecIf(0?Set(A=1) :Set(A=2))'],
  ...[
    'ExecIf(1,Set,A=1)',
    'ExecIf(0,Set,A=1)',
    'ExecIf(1,Goto,x)',
    'ExecIf(1,NoOp)',
    'ExecIf(1,Set,A="b,c")',
    'ExecIf(1,Set ,A=1)',
  ],
  ...['ExecIf(1, Set,A=1)', 'ExecIf(,Set,A=1)', 'ExecIf(0,${FOO},A=1)', 'ExecIf(1)', 'ExecIf(0)', 'ExecIf(1,${CALL})'],
  ...[
    'ExecIf(${COMMA}?Set(A=1))',
    'ExecIf($["${COMMA}" = "1,"]?Set(A=1):Set(A=2))',
    'ExecIf($["a,b" = "a,b"]?Set(A=1))',
  ],
  ...[
    'Exec(Set(A=1))',
    'Exec( Set(A=1))',
    'Exec(Set(A=1) )',
    'Exec(${EMPTY})',
    'Exec(NoOp)',
    'Exec(${FOO}(x))',
    'Exec(Goto(x))',
  ],
  ...['TryExec(${FOO}(x))', 'TryExec(Set(A=1))', 'TryExec( Set(A=1))', 'TryExec(Goto(gone))', 'TryExec(Hangup())'],
  ...[
    'TryExec(Return())',
    'TryExec(${EMPTY})',
    'TryExec(Goto(x))',
    'TryExec(Gosub(sub,s,1))',
    'TryExec(Gosub(gone,s,1))',
  ],
  ...['ExecIfTime(*,*,*,*?Set(A=1):Set(A=2))', 'ExecIfTime(*,*,*,*? Set(A=1))', 'ExecIfTime(*,*,*,*?${FOO}(x))'],
  ...['ExecIfTime(*,*,*,*?)', 'ExecIfTime(*,*,*,*)', 'ExecIfTime(*,*,31,feb?${FOO}(x))'],
  // Causes, values and arguments.
  ...[
    'Hangup( 17 )',
    'Hangup(USER_BUSY)',
    'Hangup(user_busy)',
    'Hangup(BUSY)',
    'Hangup(foo)',
    'Hangup(999)',
    'Hangup(-1)',
    'Hangup(0)',
  ],
  ...[
    'Hangup(17x)',
    'Hangup("17")',
    'Busy(0.1)',
    'Congestion(0.1)',
    'Answer( )',
    'Set(A="x")',
    'Set(A=x\\,y)',
    'Set(=x)',
    'Set(A==x)',
  ],
  ...[
    'MSet(A="1,2",B=3)',
    'MSet(A)',
    'MSet(A=1,B)',
    'MSet(A=${EMPTY},B=2)',
    'MSet(A=x\\,y)',
    'Set(__A=1)',
    'Set(_A=1)',
    'Set(___A=1)',
  ],
  ...[
    'Set(${NAME}=1)',
    'Set(${NAME}${EMPTY}=${SET(B=1)}${B})',
    'Set(A=$[1 + ])',
    'Set(A=${NAME)',
    'Set(A=1',
    'Set(A=(1)',
    'Set(A=1;2)',
  ],
  ...[
    'Set(A=${EXTEN:1:1}${EXTEN:-1}${CONTEXT:1}${PRIORITY})',
    'Set(A=${${NAME}})',
    'Set(A=${ARRAY(x)})',
    'Set(A=${IF(1?2)})',
  ],
  ...[
    'Gosub(sub,s,1(a,b,c))',
    'Gosub(sub,s,1())',
    'Gosub(sub,s,1("a,b",c))',
    'Gosub(sub,s,1(a\\,b))',
    'Gosub(sub,s,1(,b))',
    'Gosub(sub,s,1(a)b)',
  ],
  ...[
    'Gosub(sub,s,1((a),b))',
    'Gosub(sub,s,l(a))',
    'Gosub(sub,s,2(a))',
    'Gosub(sub,s,9(a))',
    'Gosub(sub,t,1)',
    'Gosub(sub,s,1(a)(b))',
  ],
  ...[
    'GosubIf(1?sub,s,1(a:b):x)',
    'GosubIf(0?sub,s,1(a:b):sub,s,1(c))',
    'GosubIf(1?sub,s,1(a?b))',
    'GosubIf(0?x)',
    'Return()',
    'Return(a,b)',
  ],
  ...[
    'Goto(x,y,z,1)',
    'Goto(z,1,x)',
    'Goto(sub,s,1)',
    'Goto(sub,s,l)',
    'Goto(z,2)',
    'Goto(z,9)',
    'Goto(gone,1)',
    'Goto(+2)',
    'Goto(-1)',
    'Goto(0)',
  ],
  ...[
    'Goto(4)',
    'Goto(4x)',
    'Goto(z,+0)',
    'Goto("z",1)',
    'Goto(Z,1)',
    'Goto(SUB,s,1)',
    'Goto(X)',

    'StackPop()',
    'Gosub(sub,s,p)',
  ],
  ...[
    'GotoIfTime(*,*,*,*?x:y)',
    'GotoIfTime(*,*,31,feb?x:y)',
    'GotoIfTime(00:00-23:59,sun-sat,1-31,jan-dec?x:y)',
    'GotoIfTime(*?x:y)',
  ],
  ...[
    'GotoIfTime(*,*,*,*,UTC?x:y)',
    'GotoIfTime(24:00-25:00,*,*,*?x:y)',
    'GotoIfTime(*,xyz,*,*?x:y)',
    'GotoIfTime(*,sun&mon&tue&wed&thu&fri&sat,*,*?x:y)',
  ],
  ...[
    'GotoIfTime(,,,?x:y)',
    'GotoIfTime(?x:y)',
    'GotoIfTime(*,*,32,*?x:y)',
    'GotoIfTime(0:0-23:59,*,*,*?x:y)',
    'GotoIfTime(*|*|*|*?x:y)',
  ],
  ...[
    'Exec(Exec(Set(A=1)))',
    'ExecIf(1?ExecIf(1?Set(A=1):Set(A=2)):Set(A=3))',
    'ExecIf(0?ExecIf(1?Set(A=1):Set(A=2)):Set(A=3))',
  ],
  ...[
    'Exec(Set(A=${NAME}))',
    'Exec(Set(A=\\${NAME}))',
    'ExecIf(1?Set(A=\\${NAME}))',
    'Exec(Return(1))',
    'ExecIf(1?Gosub(sub,s,1(a)))',
  ],
  ...[
    'Verbose(1,x,y)',
    'NoOp',
    'NoOp(',
    'Log(NOTICE,x)',
    'Wait(0.01)',
    'Wait(x)',
    'WaitExten(0.1)',
    'RaiseException(x)',
  ],
  ...Object.keys(CAUSE_NAMES).map((name) => `Hangup(${name})`),
  // Who is called, how long, and how it goes on.
  ...['answer', 'busy', 'full', 'none', 'silent', 'refused'].flatMap((device) =>
    ['', 'g', 'gS(1)', 'S(0)', 'gL(100)', 'e', 'ge', 'F', 'gF(z^1)', 'G(z^1)', 'gr', 'gm', 'gi', 'gQ(17)', 'gR'].map(
      (options) => `Dial(Local/${device}@dev/n,0.6,${options})`,
    ),
  ),
  ...[
    'Dial()',
    'Dial(,5)',
    'Dial(&)',
    'Dial(&,,g)',
    'Dial(Foo/bar)',
    'Dial(Foo/bar,,g)',
    'Dial(Local/x@gone/n,,g)',
    'Dial(Local/answer,1,g)',
  ],
  ...[
    'Dial(Local/busy@dev/n&Foo/bar,1,g)',
    'Dial(Local/busy@dev/n,abc,g)',
    'Dial(Local/busy@dev/n,-1,g)',
    'Dial(Local/busy@dev/n,0,g)',
  ],
  ...[
    'Dial(Local/answer@dev/n&,1,g)',
    'Dial(Local/busy@dev/n&Local/silent@dev/n,0.5,g)',
    'Dial(Local/answer@dev/n&Local/busy@dev/n,1,g)',
  ],
  ...[
    'RetryDial(,0.1,1,Local/busy@dev/n,0.5)',
    'RetryDial(,0.1,1,Local/answer@dev/n,0.5,g)',
    'Dial(Local/answer@dev/n,1,gU(gone))',
  ],
  ...[
    'Dial(Local/answer@dev/n,1,gU(sub))',
    'Dial(Local/answer@dev/n,1,gU(sub^a^b))',
    'Dial(Local/busy@dev/n,1,gB(sub^s^1))',
  ],
  ...[
    'Dial(Local/busy@dev/n,1,gB(sub^s^1(a)))',
    'Dial(Local/busy@dev/n,1,gb(sub^s^1(a)))',
    'Dial(Local/busy@dev/n,1,gB(gone^s^1))',
  ],
  // Loops that are left where none runs.
  ...['ExitWhile()', 'ContinueWhile()', 'EndWhile()'],
];

const DEVICES = `[dev]
exten => answer,1,Answer
same => n,Wait(0.3)
exten => busy,1,Hangup(17)
exten => full,1,Hangup(34)
exten => refused,1,Hangup(21)
exten => silent,1,Wait(5)
`;

/** A dialplan of them; the case with the number `n` begins in the context `c<n>m`. */
export function stepDialplan(): ConfFile {
  const contexts = STEPS.map((step, index) =>
    [
      `[c${index}m]`,
      `exten => _X!,1,${step}`,
      ' same => n,NoOp(<${A}> <${TRYSTATUS}> <${DIALSTATUS}>)',
      ' same => n(y),EndWhile()',
      ' same => n(x),NoOp(x)',
      'exten => z,1,NoOp()',
      ' same => n(x),NoOp()',
      'exten => h,1,NoOp(${HANGUPCAUSE} <${A}> <${B}> <${DIALSTATUS}>)',
    ].join('\n'),
  );
  const text = `${DEVICES}[globals]\nFOO=Foo\nEMPTY=\nCOLON=b:c\nCOMMA=1,\nNAME=A\nCALL=Set(A=1)\n${contexts.join('\n')}\n[sub]\nexten => s,1,NoOp(<\${ARG1}><\${ARG2}><\${ARGC}>)\n same => n(l),Return()\n same => n(p),StackPop()\n`;
  return parse(text, 'extensions.conf').file;
}
