import { parse } from '../../../lib/conf/parse';
import { readDialplan } from '../../../lib/dialplan/model/read-dialplan';
import type { Call } from '../../../lib/simulate/call';
import { route } from '../../../lib/simulate/route';

const CALL = { context: 'a', to: '1', at: new Date('2026-11-25T12:00Z'), zone: 'Europe/Berlin' };

/** What the text is after these steps. */
function shown(steps: readonly string[], text: string, call: Partial<Call> = {}) {
  const lines = [...steps, `NoOp(${text})`].map(
    (step, index) => `${index === 0 ? 'exten => 1,1' : ' same => n'},${step}`,
  );
  const model = readDialplan([parse(`[a]\n${lines.join('\n')}\n`, 'extensions.conf').file]);
  const found = route(model, { ...CALL, ...call });
  const args = found.steps.findLast(({ application }) => application === 'NoOp')?.arguments ?? '';
  return found.unknowns.length > 0 ? { unknown: found.unknowns } : args;
}

describe('CALLERID', () => {
  test.each([
    ['"A B" <12>', '"A B" <12>'],
    ['A B<12> x', '"A B" <12>'],
    ['+44 (1632) 960-001', '"" <+441632960001>'],
    ['Carl', '"Carl" <>'],
    ['<sip:12@host>', '"" <sip:12@host>'],
  ])('all=%s is %s', (given, all) => {
    expect(shown([`Set(CALLERID(all)=${given})`], '${CALLERID(all)}')).toBe(all);
  });

  test('a field is what it was told', () => {
    const steps = ['Set(CALLERID(num)= 12 )', 'Set(CALLERID(pres)=prohib)'];
    expect(shown(steps, '${CALLERID(num)}|${CALLERID(ani)}|${CALLERID(num-pres)}', { callerId: '7' })).toBe(
      '12|12|prohib',
    );
  });

  test('a value that is not known stays so', () => {
    expect(shown(['Set(CALLERID(num)=${DB(a/b)})'], '${CALLERID(num)}')).toEqual({ unknown: ['DB(a/b)'] });
    expect(shown([], '${CALLERID(rdnis)}')).toEqual({ unknown: ['CALLERID(rdnis)'] });
    expect(shown([], '${CALLERID(rdnis)}', { values: { 'CALLERID(rdnis)': '5' } })).toBe('5');
  });
});

describe('lists and hashes', () => {
  test.each([
    [['Set(L=a,b)', 'Set(PUSH(L)=c)'], '${L}', 'a,b,c'],
    [['Set(L=a,b)', 'Set(UNSHIFT(L,-)=c)'], '${L}', 'c-a,b'],
    [['Set(PUSH(L)=c)'], '${L}', 'c'],
    [['Set(ARRAY(A,B)="1,2",3)'], '${A}|${B}', '1,2|3'],
    [
      ['Set(HASH(h,a)=1)', 'Set(HASH(h,b)=2)', 'Set(HASH(h,a)=3)'],
      '${HASH(h,a)} ${HASHKEYS(h)} ${HASH(h)}',
      '3 a,b 3,2',
    ],
    [['Set(HASH(h,a)=1)', 'ClearHash(h)'], '<${HASH(h,a)}${HASHKEYS(h)}>', '<>'],
  ])('%j is %s', (steps, text, value) => {
    expect(shown(steps, text)).toBe(value);
  });

  test('fields that are set all at once are not known', () => {
    expect(shown(['Set(HASH(h)=1,2)'], '${HASH(h,a)}')).toEqual({ unknown: ['HASH(h)'] });
  });
});

describe('variables', () => {
  test('are there, or not', () => {
    expect(shown(['Set(A=)'], '${VARIABLE_EXISTS(A)}${VARIABLE_EXISTS(B)}${GLOBAL_EXISTS(A)}')).toBe('100');
    expect(shown(['Set(A=1)', 'Set(DELETE(A)=)'], '${VARIABLE_EXISTS(A)}')).toBe('0');
  });

  test('LOCAL does nothing where no subroutine runs', () => {
    expect(shown(['Set(LOCAL(A)=1)'], '<${A}>')).toBe('<>');
  });

  test.each([
    ['SendText(x)', 'SENDTEXTSTATUS'],
    ['System(true)', 'SYSTEMSTATUS'],
    ['AddQueueMember(sales)', 'AQMSTATUS'],
    ['ReadExten(A,sound)', 'A'],
  ])('what %s sets is not known: %s', (step, name) => {
    expect(shown([`Set(${name}=before)`, step], `\${${name}}`)).toMatchObject({ unknown: [expect.any(String)] });
  });

  test('and may be said', () => {
    expect(shown(['System(true)'], '${SYSTEMSTATUS}', { values: { SYSTEMSTATUS: 'FAILURE' } })).toBe('FAILURE');
  });

  test('what an application reads stays', () => {
    expect(shown(['Set(LIMIT_PLAYAUDIO_CALLER=yes)', 'Dial(PJSIP/x,5,g)'], '${LIMIT_PLAYAUDIO_CALLER}')).toBe('yes');
  });
});

describe('what was told is told again', () => {
  test.each(['CHANNEL(language)', 'SHARED(x)', 'CDR(userfield)', 'GROUP()', 'CONNECTEDLINE(num)'])('%s', (name) => {
    expect(shown([], `\${${name}}`)).toEqual({ unknown: [name] });
    expect(shown([`Set(${name}=x)`], `\${${name}}`)).toBe('x');
  });
});

describe('the database', () => {
  const values = { 'DB(a/b)': 'before' };

  test.each([
    [[], 'before'],
    [['Set(DB(a/b)=new)'], 'new'],
    [['NoOp(${DB_DELETE(a/b)})'], ''],
    [['DBdeltree(a)'], ''],
    [['DBdeltree(a)', 'Set(DB(a/b)=new)'], 'new'],
  ])('after %j', (steps, value) => {
    expect(shown(steps, '${DB(a/b)}', { values })).toBe(value);
  });

  test('an entry that nobody told of is not known', () => {
    expect(shown(['Set(DB(a/b)=new)'], '${DB(a/c)}')).toEqual({ unknown: ['DB(a/c)'] });
    expect(shown(['Set(DB(a/b)=new)'], '${DB_EXISTS(a/b)}')).toBe('1');
  });
});

describe('STRFTIME', () => {
  test('is the time of the call where none is given', () => {
    expect(shown([], '${STRFTIME(${EPOCH},,%F %T)} ${STRFTIME(,UTC,%H)}')).toBe('2026-11-25 13:00:00 12');
  });

  test('is not known where the time is not', () => {
    expect(shown([], '${STRFTIME(,,%H)}', { at: undefined })).toEqual({ unknown: ['STRFTIME(,,%H)'] });
  });
});

test('what the callee returns comes to the caller when it decided', () => {
  const text = [
    '[a]',
    'exten => 1,1,Dial(PJSIP/x,5,gU(sub^${ARG}))',
    ' same => n,NoOp(${GOSUB_RETVAL})',
    '[sub]',
    'exten => s,1,Set(GOSUB_RESULT=CONTINUE)',
    ' same => n,Return(value)',
  ].join('\n');
  const model = readDialplan([parse(text, 'extensions.conf').file]);
  expect(route(model, CALL).steps.at(-1)?.arguments).toBe('value');
});

test('ExitWhile outside of a loop goes behind the next EndWhile', () => {
  expect(shown(['ExitWhile()', 'Set(A=1)', 'EndWhile()'], '<${A}>')).toBe('<>');
});
