import { Duration } from 'cdk8s';
import { print } from '../../lib/conf/print';
import type { DialplanContext } from '../../lib/dialplan/context';
import { CalledNumber } from '../../lib/dialplan/called-number';
import { dialplanFile } from '../../lib/dialplan/dialplan';
import { Fallback } from '../../lib/dialplan/fallback';
import { HangupCause } from '../../lib/dialplan/hangup-cause';
import type { House } from '../../lib/dialplan/house';
import { houseContexts } from '../../lib/dialplan/house-contexts';
import { NumberFormat } from '../../lib/dialplan/number-format';
import { NumberingPlan } from '../../lib/dialplan/numbering-plan';
import { stepText } from '../../lib/dialplan/step';
import { house, phone, trunk } from '../support/house';

/** The steps of an extension, as they are written. */
function steps(contexts: readonly DialplanContext[], context: string, pattern: string): string[] | undefined {
  const found = contexts.find(({ name }) => name === context);
  return found?.extensions.find((extension) => extension.pattern === pattern)?.steps.map(stepText);
}

/** Every context that can be reached from one, through includes and the applications that jump. */
function reachable(contexts: readonly DialplanContext[], start: string): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const context = contexts.find((each) => each.name === name);
    if (context !== undefined && !seen.has(name)) {
      seen.add(name);
      const jumps = context.extensions.flatMap(({ steps: list }) =>
        list.filter(({ application }) => application === 'Goto'),
      );
      queue.push(...context.includes, ...jumps.map((step) => step.arguments.split(',')[0] ?? ''));
    }
  }
  return seen;
}

function dialsTrunk(contexts: readonly DialplanContext[], names: Set<string>): boolean {
  const all = contexts
    .filter(({ name }) => names.has(name))
    .flatMap(({ extensions }) => extensions.flatMap((each) => each.steps));
  return all.some((step) => step.application === 'Dial' && step.arguments.includes('@'));
}

test('a whole house', () => {
  expect(print(dialplanFile(houseContexts(house())))).toMatchSnapshot();
});

describe('phones', () => {
  test('call each other by extension', () => {
    const contexts = houseContexts(house());
    expect(steps(contexts, 'internal', '201')).toEqual(['Dial(PJSIP/hall,30)', 'Goto(unanswered,${DIALSTATUS},1)']);
    expect(contexts.find(({ name }) => name === 'from-hall')?.includes).toEqual(['internal', 'outside-aaisp']);
  });

  test('that are restricted reach only whom they may', () => {
    const contexts = houseContexts(house());
    expect(steps(contexts, 'from-doorbell', '201')).toEqual(['Goto(internal,201,1)']);
    expect(steps(contexts, 'from-doorbell', '210')).toEqual([`Hangup(${HangupCause.REJECTED})`]);
    expect(contexts.find(({ name }) => name === 'from-doorbell')?.includes).toEqual(['outside-barred']);
    expect(dialsTrunk(contexts, reachable(contexts, 'from-doorbell'))).toBe(false);
  });

  test('that may not call outside are told so', () => {
    const contexts = houseContexts(house({ routes: [] }));
    expect(steps(contexts, 'outside-barred', '_0[1-357-9]XXXXXXXXX')).toEqual([`Hangup(${HangupCause.REJECTED})`]);
    expect(steps(contexts, 'outside-barred', '999')).toEqual([`Hangup(${HangupCause.REJECTED})`]);
  });
});

describe('inbound', () => {
  test('has no way out to a trunk', () => {
    const contexts = houseContexts(house());
    const names = reachable(contexts, 'from-aaisp');
    expect([...names]).toEqual(expect.arrayContaining(['from-aaisp', 'numbers-aaisp', 'unanswered']));
    expect(dialsTrunk(contexts, names)).toBe(false);
    expect(dialsTrunk(contexts, reachable(contexts, 'from-hall'))).toBe(true);
  });

  test('a number is known in every spelling that providers use', () => {
    const contexts = houseContexts(house());
    expect(steps(contexts, 'numbers-aaisp', '+441632960000')?.slice(2)).toEqual([
      'Dial(PJSIP/hall&PJSIP/kitchen,25)',
      'Goto(unanswered,${DIALSTATUS},1)',
    ]);
    for (const spelling of ['441632960000', '00441632960000', '01632960000']) {
      expect(steps(contexts, 'numbers-aaisp', spelling)).toEqual(['Goto(numbers-aaisp,+441632960000,1)']);
    }
    expect(steps(contexts, 'numbers-aaisp', 'i')).toEqual([`Hangup(${HangupCause.UNALLOCATED})`]);
  });

  test('falls back', () => {
    const one = (fallback: Fallback) => {
      const numbers = [{ number: '+441632960000', ring: ['hall'], timeout: 25, fallback }];
      return steps(
        houseContexts(house({ trunks: [trunk('aaisp', { numbers })] })),
        'numbers-aaisp',
        '+441632960000',
      )?.slice(3);
    };
    expect(one(Fallback.hangup(HangupCause.BUSY))).toEqual(['Hangup(17)']);
    expect(one(Fallback.play('vm-nobodyavail'))).toEqual(['Answer()', 'Playback(vm-nobodyavail)', 'Hangup()']);
    expect(one(Fallback.ring([{ name: 'kitchen' }], Duration.seconds(10)))).toEqual([
      'Dial(PJSIP/kitchen,10)',
      'Goto(unanswered,${DIALSTATUS},1)',
    ]);
  });

  const withHeader = (calledNumber: CalledNumber) =>
    houseContexts(
      house({
        trunks: [trunk('aaisp', { ...house().trunks[0], name: 'aaisp', contactUser: 'account', calledNumber })],
      }),
    );

  test.each([CalledNumber.TO, CalledNumber.P_CALLED_PARTY_ID])('takes the number from %s', (calledNumber) => {
    const found = steps(withHeader(calledNumber), 'from-aaisp', 'account');
    expect(found?.[0]).toBe(`Set(CALLED=\${PJSIP_HEADER(read,${calledNumber})})`);
    expect(found?.at(-1)).toBe('GotoIf($["${CALLED}" = ""]?numbers-aaisp,i,1:numbers-aaisp,${CALLED},1)');
    expect(found?.some((step) => step.includes('FILTER(+0-9,'))).toBe(true);
  });

  test('the only number of an account is meant when the account is called', () => {
    expect(steps(withHeader(CalledNumber.REQUEST_URI), 'from-aaisp', 'account')).toEqual([
      'Goto(numbers-aaisp,+441632960000,1)',
    ]);
  });
});

const WITHHELD_AS_ASKED =
  'ExecIf($["${FILTER(a-z,${PJSIP_HEADER(read,Privacy)})}" =~ "^(id|user|header)"]?Set(CALLERID(num-pres)=prohib))';

describe('outbound', () => {
  const national = '_0[1-357-9]XXXXXXXXX';
  const route = house().routes[0];
  const outside = (overrides: Partial<House>) => houseContexts(house(overrides));

  test.each([
    [NumberFormat.E164, '+44${FILTER(0-9,${EXTEN:1})}', '+${FILTER(0-9,${EXTEN:1})}'],
    [NumberFormat.E164_WITHOUT_PLUS, '44${FILTER(0-9,${EXTEN:1})}', '${FILTER(0-9,${EXTEN:1})}'],
    [NumberFormat.NATIONAL, '0${FILTER(0-9,${EXTEN:1})}', '00${FILTER(0-9,${EXTEN:1})}'],
    [NumberFormat.INTERNATIONAL, '0044${FILTER(0-9,${EXTEN:1})}', '00${FILTER(0-9,${EXTEN:1})}'],
  ])('numbers are sent as %s', (numberFormat, ours, theirs) => {
    const routes = [{ trunk: 'aaisp', from: ['hall'], international: true, premium: false }];
    const contexts = outside({ trunks: [trunk('aaisp', { numberFormat })], routes });
    expect(steps(contexts, 'outside-aaisp', national)?.[1]).toBe(`Dial(PJSIP/${ours}@aaisp)`);
    expect(steps(contexts, 'outside-aaisp', '_+ZXXXXX.')?.[1]).toBe(`Dial(PJSIP/${theirs}@aaisp)`);
    expect(steps(contexts, 'outside-aaisp', '999')?.[0]).toBe('Dial(PJSIP/${EXTEN}@aaisp)');
  });

  test('premium and international numbers are closed until opened', () => {
    const contexts = outside({});
    expect(steps(contexts, 'outside-aaisp', '_09[01]XXXXXXXX')).toEqual(['Hangup(21)']);
    expect(steps(contexts, 'outside-aaisp', '_+ZXXXXX.')).toEqual(['Hangup(21)']);
    const open = route === undefined ? [] : [{ ...route, premium: true, international: true }];
    expect(steps(outside({ routes: open }), 'outside-aaisp', '_09[01]XXXXXXXX')?.[2]).toContain('@aaisp');
    expect(steps(outside({ routes: open }), 'outside-aaisp', '_+ZXXXXX.')?.[2]).toContain('@aaisp');
  });

  test('islands that share a calling code are other countries', () => {
    const contexts = outside({ plan: NumberingPlan.of('US') });
    expect(steps(contexts, 'outside-aaisp', '_876XXXXXXX')).toEqual(['Hangup(21)']);
    expect(steps(contexts, 'outside-aaisp', '_NXXXXXXXXX')?.[2]).toContain('@aaisp');
  });

  test('what is dialled in another form is the same number', () => {
    const contexts = outside({});
    expect(steps(contexts, 'outside-aaisp', '_00Z.')).toEqual(['Goto(outside-aaisp,+${FILTER(0-9,${EXTEN:2})},1)']);
    expect(steps(contexts, 'outside-aaisp', '_+44X.')).toEqual(['Goto(outside-aaisp,0${FILTER(0-9,${EXTEN:3})},1)']);
    expect(steps(contexts, 'outside-aaisp', 'i')).toEqual([`Hangup(${HangupCause.INVALID_NUMBER_FORMAT})`]);
  });

  test('a second trunk takes over when the first fails', () => {
    const two = [trunk('first'), trunk('second', { numberFormat: NumberFormat.NATIONAL })];
    const routes = ['first', 'second'].map((name) => ({
      trunk: name,
      from: ['hall'],
      callerId: '+441632960000',
      international: false,
      premium: false,
    }));
    expect(steps(outside({ trunks: two, routes }), 'outside-first-second', national)).toEqual([
      'Set(CALLERID(all)=<+441632960000>)',
      WITHHELD_AS_ASKED,
      'Dial(PJSIP/+44${FILTER(0-9,${EXTEN:1})}@first)',
      'GotoIf($["${DIALSTATUS}" = "CHANUNAVAIL" | "${DIALSTATUS}" = "CONGESTION"]?route2:end)',
      'Set(CALLERID(all)=<+441632960000>)',
      WITHHELD_AS_ASKED,
      'Dial(PJSIP/0${FILTER(0-9,${EXTEN:1})}@second)',
      'Goto(trunk-failed,${DIALSTATUS},1)',
    ]);
  });

  test('a number is withheld by the route or as the phone asks, and not in an emergency', () => {
    const contexts = outside({
      routes: [{ trunk: 'aaisp', from: ['hall'], withheld: true, international: false, premium: false }],
    });
    expect(steps(contexts, 'outside-aaisp', national)?.[0]).toBe('Set(CALLERID(num-pres)=prohib)');
    expect(steps(contexts, 'outside-aaisp', '999')).toEqual([
      'Dial(PJSIP/${EXTEN}@aaisp)',
      'Goto(trunk-failed,${DIALSTATUS},1)',
    ]);
    expect(steps(outside({}), 'outside-aaisp', national)).toContain(WITHHELD_AS_ASKED);
  });

  test('phones with the same routes share a context, others have their own', () => {
    const routes = [
      { trunk: 'aaisp', from: ['hall'], callerId: '+441632960000', international: false, premium: false },
      { trunk: 'aaisp', from: ['kitchen'], callerId: '+441632960001', international: false, premium: false },
    ];
    const contexts = outside({ routes, phones: [phone('hall', '201'), phone('kitchen', '202')] });
    expect(contexts.map(({ name }) => name)).toEqual(expect.arrayContaining(['outside-aaisp', 'outside-aaisp-2']));
    expect(contexts.find(({ name }) => name === 'from-kitchen')?.includes).toEqual(['internal', 'outside-aaisp-2']);
  });
});
