import { Dial, Goto, GotoIf, Hangup, Set as SetVariable } from './application';
import { CalledNumber } from './called-number';
import { callerNumberSteps } from './caller-number';
import { DialplanContext } from './context';
import { devices } from './fallback';
import { HangupCause } from './hangup-cause';
import type { House, HouseNumber, HouseTrunk } from './house';
import type { NumberingPlan } from './numbering-plan';

/** The contexts where calls from a trunk arrive: they reach phones, and never a trunk. */
export function inboundContexts(trunk: HouseTrunk, house: House): DialplanContext[] {
  const numbers = new DialplanContext(`numbers-${trunk.name}`, `the numbers that reach us through ${trunk.name}`);
  for (const number of trunk.numbers) {
    const [canonical, ...others] = spellings(number.number, house.plan);
    numbers.extension(
      canonical,
      [...callerNumberSteps(trunk.numberFormat, house.plan), ...ringSteps(number)],
      `${number.number} rings ${number.ring.join(', ')}`,
    );
    for (const other of others) {
      numbers.extension(other, [Goto(numbers.name, canonical, 1)]);
    }
  }
  // A header may name any number: one that is not ours ends here.
  numbers.extension('i', [Hangup(HangupCause.UNALLOCATED)]);

  const arrival = new DialplanContext(`from-${trunk.name}`, `calls from ${trunk.name} arrive here`);
  const contactUser = trunk.contactUser;
  if (contactUser !== undefined) {
    const header = trunk.calledNumber === CalledNumber.REQUEST_URI ? undefined : trunk.calledNumber;
    const [only] = trunk.numbers;
    if (header !== undefined) {
      arrival.extension(contactUser, headerSteps(header, numbers.name), `the called number is in ${header}`);
    } else if (
      only !== undefined &&
      trunk.numbers.length === 1 &&
      !spellings(only.number, house.plan).includes(contactUser)
    ) {
      arrival.extension(contactUser, [Goto(numbers.name, only.number, 1)], 'the only number of the account');
    }
  }
  return [arrival.include(numbers.name), numbers];
}

function ringSteps({ ring, timeout, fallback }: HouseNumber) {
  return [Dial(devices(ring), timeout), ...fallback.steps];
}

function headerSteps(header: string, numbers: string) {
  return [
    SetVariable('CALLED', `\${PJSIP_HEADER(read,${header})}`),
    // `"name" <sip:number;parameter@host>`: the name may hold anything, so the URI is what stands behind the last '<'.
    SetVariable('CALLED', '${CUT(CALLED,<,${FIELDQTY(CALLED,<)})}'),
    SetVariable('CALLED', '${CUT(CALLED,@,1)}'),
    SetVariable('CALLED', '${CUT(CALLED,:,2)}'),
    SetVariable('CALLED', '${FILTER(+0-9,${CUT(CALLED,;,1)})}'),
    // An empty extension would be the one that was dialled.
    GotoIf('$["${CALLED}" = ""]', [`${numbers},i,1`, `${numbers},\${CALLED},1`]),
  ];
}

/** How providers write a number of ours, the canonical form first. */
function spellings(e164: string, plan: NumberingPlan): [string, ...string[]] {
  const digits = e164.slice(1);
  const own = digits.startsWith(plan.callingCode);
  const national = own ? [`${plan.nationalPrefix}${digits.slice(plan.callingCode.length)}`] : [];
  const others = new Set([digits, `${plan.internationalPrefix}${digits}`, ...national]);
  others.delete(e164);
  return [e164, ...others];
}
