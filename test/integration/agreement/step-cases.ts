import { parse } from '../../../lib/conf/parse';
import type { ConfFile } from '../../../lib/conf/nodes';

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
  // Loops that are left where none runs.
  ...['ExitWhile()', 'ContinueWhile()', 'EndWhile()'],
];

/** A dialplan of them; the case with the number `n` begins in the context `c<n>m`. */
export function stepDialplan(): ConfFile {
  const contexts = STEPS.map((step, index) =>
    [
      `[c${index}m]`,
      `exten => _X!,1,${step}`,
      ' same => n,NoOp(<${A}> <${TRYSTATUS}>)',
      ' same => n(y),EndWhile()',
      ' same => n(x),NoOp(x)',
      'exten => z,1,NoOp()',
      ' same => n(x),NoOp()',
    ].join('\n'),
  );
  const text = `[globals]\nFOO=Foo\nEMPTY=\nCOLON=b:c\nCOMMA=1,\nCALL=Set(A=1)\n${contexts.join('\n')}\n[sub]\nexten => s,1,NoOp(<\${ARG1}><\${ARG2}>)\n same => n,Return()\n`;
  return parse(text, 'extensions.conf').file;
}
