import * as fc from 'fast-check';
import { parse } from '../../../lib/conf/parse';
import type { ConfFile } from '../../../lib/conf/nodes';

/** How many jumps a call may make: a random dialplan goes round in loops. */
const FUEL = 5;

/** Stands before each jump, counts it, and ends the call. */
const FUEL_STEP = `GotoIf($[\${SET(__FUEL=$[0\${FUEL} + 1])} > ${FUEL}]?out)`;

/** What the devices of all cases do; each is dialled as `Local/name@dev`. */
const DEVICES = `[dev]
exten => answer,1,Answer
same => n,Wait(0.3)
same => n,Hangup
exten => busy,1,Hangup(17)
exten => engaged,1,Busy(5)
exten => full,1,Hangup(34)
exten => jam,1,Congestion(5)
exten => gone,1,Hangup(19)
exten => refused,1,Hangup(21)
exten => falls,1,NoOp
exten => silent,1,Wait(20)
exten => forwards,1,Dial(Local/answer@dev/n,5)
exten => forlorn,1,Dial(Local/busy@dev/n,5)
`;

const device = fc.constantFrom(
  ...['answer', 'busy', 'engaged', 'full', 'jam', 'gone', 'refused', 'falls', 'silent', 'forwards', 'forlorn', 'none'],
);
const variable = fc.constantFrom('A', 'B', 'C');
const value = fc.oneof(
  fc.constantFrom('1', '0', '', 'x y', '12', '${A}', '${B}2', '$[0${A} + 1]', '${EXTEN}', '${EXTEN:1}', '${A:0:1}'),
  fc.constantFrom('${DIALSTATUS}', '${GOSUB_RETVAL}', '${ARG1}', '${LEN(${A})}', '${IF($[0${B} > 1]?y:n)}'),
);
const condition = fc.constantFrom(
  '$[0${A} > 1]',
  '$["${B}" = "1"]',
  '${C}',
  '1',
  '0',
  '$["${DIALSTATUS}" = "BUSY"]',
  '$["${DIALSTATUS}" = "ANSWER" | "${A}" = ""]',
  '${DIALPLAN_EXISTS(${CONTEXT},2,1)}',
  '$[${HANGUPCAUSE} = 17]',
);
const SHOW =
  '${A}/${B}/${C}/${DIALSTATUS}/${HANGUPCAUSE}/${GOSUB_RETVAL}/${ARG1}/${ARG2}/${INVALID_EXTEN}/${EXTEN}/${PRIORITY}';
/** What functions were told, and say. */
const SHOW_TOLD =
  '${CALLERID(all)}/${CALLERID(num)}/${CALLERID(name)}/${HASH(H,a)}/${HASHKEYS(H)}/${HASH(H)}/${CHANNEL(language)}/${SHARED(S)}';

/** Functions that are told something. */
const told = fc.tuple(
  fc.constantFrom(
    ...[
      'CALLERID(num)',
      'CALLERID(name)',
      'CALLERID(all)',
      'PUSH(A)',
      'UNSHIFT(A)',
      'PUSH(B,-)',
      'ARRAY(A,B)',
      'LOCAL(C)',
    ],
    ...['HASH(H,a)', 'HASH(H,b)', 'HASH(H,${A})', 'CHANNEL(language)', 'SHARED(S)'],
  ),
  fc.constantFrom('1', '', ' 2 ', '"x" <3>', 'x y', '<44>', '(01632) 960-1', '${A}', '${CALLERID(num)}', '3,4', 'en'),
);

/** One case: a letter for each of its contexts, so that it can be told from others. */
class CaseWriter {
  constructor(
    private readonly name: string,
    private readonly hasMacro: boolean,
  ) {}

  get text() {
    const { name } = this;
    const main = this.extensions(['1', '2', '12', '_1X', '_X.', 's', 'i', 't', 'e', 'h'], 3, 8, ['1']);
    const sub = this.extensions(['s', '1', '_X!'], 2, 5, ['s']);
    const included = this.extensions(['2', '3', '_[1-3]', 'i', 'h', 't'], 0, 3, []);
    const macro = this.macro;
    const { predial } = this;
    const time = fc.constantFrom('', '', ',*,*,*,*', ',*,*,31,feb', ',00:00-23:59,sun-sat,1-31,jan-dec');
    const includes = fc
      .uniqueArray(fc.constantFrom(`${name}i`, `${name}s`, `${name}gone`), { minLength: 1, maxLength: 3 })
      .chain((contexts) => fc.tuple(...contexts.map((context) => time.map((when) => `${context}${when}`))));
    return fc
      .tuple(main, sub, included, macro, predial, includes)
      .map(([mainText, subText, includedText, macroText, predialText, includesText]) =>
        [
          `[${name}m]\n${mainText}${includesText.map((each) => `include => ${each}`).join('\n')}`,
          `[${name}s]\n${subText}`,
          `[${name}i]\n${includedText}`,
          `[${name}p]\n${predialText}`,
          this.hasMacro ? `[macro-${name}]\n${macroText}` : '',
        ].join('\n'),
      );
  }

  /** A subroutine of `Dial`. It calls nobody, for which Asterisk's own stack is too small, and does not hang up, which others notice sooner or later. */
  private get predial(): fc.Arbitrary<string> {
    const step = fc.oneof(
      { weight: 6, arbitrary: this.plainStep },
      { weight: 2, arbitrary: value.map((given) => `Return(${given})`) },
      { weight: 1, arbitrary: fc.constantFrom('Goto(s,90)', 'Goto(gone,1)') },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...['BUSY', 'CONGESTION', 'CONTINUE', 'ABORT', `GOTO:${this.name}m^2^1`, ''].map(
            (result) => `Set(GOSUB_RESULT=${result})`,
          ),
        ),
      },
    );
    return fc
      .array(step, { minLength: 1, maxLength: 4 })
      .map((steps) => steps.map((each, index) => `exten => s,${index + 1},${each}\n`).join(''));
  }

  private get macro(): fc.Arbitrary<string> {
    const step = fc.oneof(
      { weight: 6, arbitrary: this.plainStep },
      {
        weight: 1,
        arbitrary: fc.constantFrom('MacroExit()', `Goto(${this.name}m,2,1)`, 'Hangup(21)', 'NoOp(${MACRO_EXTEN})'),
      },
    );
    return fc
      .array(step, { minLength: 1, maxLength: 4 })
      .map((steps) => [FUEL_STEP, ...steps].map((each, index) => `exten => s,${index + 1},${each}\n`).join(''))
      .map((lines) => `${lines}exten => s,100(out),Hangup()\n`);
  }

  private extensions(names: readonly string[], least: number, most: number, always: readonly string[]) {
    return fc
      .uniqueArray(fc.constantFrom(...names), { minLength: least, maxLength: Math.min(most, names.length) })
      .chain((chosen) =>
        fc.tuple(...[...new Set([...always, ...chosen])].map((extension) => this.extension(extension))),
      )
      .map((all) => all.join(''));
  }

  private extension(extension: string): fc.Arbitrary<string> {
    const body = extension === 'h' ? fc.array(this.plainStep, { minLength: 1, maxLength: 2 }) : this.steps;
    return fc.tuple(body, fc.boolean()).map(([steps, shown]) => {
      const all = extension === 'h' ? steps : [FUEL_STEP, ...steps];
      // A jump to itself would go on for ever.
      const at = all.lastIndexOf(FUEL_STEP);
      const lines = [...all, ...(shown ? [`NoOp(${SHOW})`] : [])].map((step, index) => {
        const label = index === at ? '(x)' : '';
        return index === 0 ? `exten => ${extension},1${label},${step}\n` : `same => n${label},${step}\n`;
      });
      // Nothing leads behind this step but the jump that ends a call which jumps too often.
      return extension === 'h' ? lines.join('') : `${lines.join('')}exten => ${extension},100(out),Hangup()\n`;
    });
  }

  private get steps(): fc.Arbitrary<readonly string[]> {
    return fc
      .array(
        fc.oneof(
          {
            weight: 10,
            arbitrary: this.step.map((step) => (step.startsWith('Goto') ? [FUEL_STEP, step] : [step])),
          },
          { weight: 1, arbitrary: this.loop },
        ),
        {
          minLength: 1,
          maxLength: 5,
        },
      )
      .map((groups) => groups.flat());
  }

  private get loop(): fc.Arbitrary<readonly string[]> {
    const inner = fc.array(
      fc.oneof(
        { weight: 4, arbitrary: this.plainStep },
        fc.constantFrom('ExitWhile()', 'ContinueWhile()', 'ExecIf($[0${W} > 1]?ExitWhile())'),
      ),
      { minLength: 0, maxLength: 2 },
    );
    return fc
      .tuple(fc.integer({ min: 0, max: 3 }), inner)
      .map(([times, steps]) => [
        'Set(W=0)',
        `While($[\${W} < ${times}])`,
        'Set(W=$[${W} + 1])',
        ...steps,
        'EndWhile()',
      ]);
  }

  private get plainStep(): fc.Arbitrary<string> {
    return fc.oneof(
      fc.tuple(variable, value).map(([name, given]) => `Set(${name}=${given})`),
      fc.constant(`NoOp(${SHOW})`),
      fc.tuple(condition, variable).map(([test, name]) => `ExecIf(${test}?Set(${name}=1):NoOp(no))`),
      fc.tuple(value, value).map(([one, other]) => `MSet(A=${one},B=${other})`),
      told.map(([name, given]) => `Set(${name}=${given})`),
      fc.constantFrom(`NoOp(${SHOW_TOLD})`, 'ClearHash(H)', 'NoOp(${SHIFT(A)}/${POP(B,-)})'),
      fc.constantFrom(
        ...[`NoOp(\${DB(${this.name}/a)})`, `Set(DB(${this.name}/a)=\${A})`, `NoOp(\${DB_DELETE(${this.name}/a)})`],
      ),
      fc.constantFrom('Exec(NoOp(a,b))', 'ExecIfTime(*,*,*,*?Set(A=1))', 'Set(GLOBAL(G)=1)', 'Set(__C=7)', 'Answer()'),
    );
  }

  private get step(): fc.Arbitrary<string> {
    const { name } = this;
    const context = fc.constantFrom(`${name}m`, `${name}m`, `${name}i`, `${name}s`);
    const extension = fc.constantFrom('1', '2', '12', '15', '3', 's', '99', 'gone');
    const place = fc.oneof(
      fc.tuple(context, extension, fc.constantFrom('1', '1', '1', 'x', '90')).map((parts) => parts.join()),
      fc.tuple(extension, fc.constantFrom('1', 'x')).map((parts) => parts.join()),
      fc.constantFrom('x', 'out', '+2', `${name}q,1,1`),
    );
    const sub = fc.constantFrom(
      ...[`${name}s,s,1`, `${name}s,s,1(p,q r)`, `${name}s,\${EXTEN},1(\${A})`, `${name}s,1,1(,2)`, `${name}s,gone,1`],
    );
    const option = fc.constantFrom(
      ...[
        '',
        '',
        '',
        'g',
        'g',
        `G(${name}m^2^1)`,
        `U(${name}p)`,
        `U(${name}p^1^2)g`,
        `B(${name}p^s^1)`,
        `B(${name}p^s^1(3))g`,
      ],
    );
    // Of two that end at once nobody knows which comes first.
    const devices = fc
      .tuple(device, fc.constantFrom([], [], ['silent'], ['none']))
      .map(([one, more]) => [one, ...more]);
    const dial = fc
      .tuple(devices, option)
      .map(([called, options]) => `Dial(${called.map((each) => `Local/${each}@dev/n`).join('&')},1,${options})`);
    return fc.oneof(
      { weight: 8, arbitrary: this.plainStep },
      { weight: 3, arbitrary: place.map((target) => `Goto(${target})`) },
      {
        weight: 3,
        arbitrary: fc.tuple(condition, place, place).map(([test, yes, no]) => `GotoIf(${test}?${yes}:${no})`),
      },
      { weight: 2, arbitrary: fc.tuple(condition, place).map(([test, no]) => `GotoIf(${test}?:${no})`) },
      { weight: 4, arbitrary: sub.map((target) => `Gosub(${target})`) },
      { weight: 2, arbitrary: fc.tuple(condition, sub).map(([test, target]) => `GosubIf(${test}?${target})`) },
      { weight: 2, arbitrary: value.map((given) => `Return(${given})`) },
      { weight: 6, arbitrary: dial },
      {
        weight: 2,
        arbitrary: fc.constantFrom('Hangup()', 'Hangup(21)', 'Busy(1)', 'Congestion(1)', 'WaitExten(0.2)'),
      },
      { weight: 1, arbitrary: place.map((target) => `GotoIfTime(*,*,31,feb?${target})`) },
      { weight: 1, arbitrary: place.map((target) => `GotoIfTime(*,*,*,*?${target})`) },
      { weight: 1, arbitrary: fc.constant('RaiseException(odd)') },
      {
        weight: this.hasMacro ? 3 : 0,
        arbitrary: fc.constantFrom(`Macro(${name},p,q)`, `Macro(${name})`, `Macro(gone)`),
      },
    );
  }
}

/** Random dialplans in one file; the case with the number `n` begins in the context `c<n>m`. */
export function dialplanCases(seed: number, count: number, hasMacro: boolean): ConfFile {
  const texts = Array.from({ length: count }, (_, index) => {
    const { text } = new CaseWriter(`c${index}`, hasMacro);
    return fc.sample(text, { seed: seed + index, numRuns: 1 })[0] ?? '';
  });
  return parse([DEVICES, ...texts].join('\n'), 'extensions.conf').file;
}
