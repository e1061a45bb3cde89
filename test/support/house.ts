import { CalledNumber } from '../../lib/dialplan/called-number';
import { Fallback } from '../../lib/dialplan/fallback';
import type { House, HousePhone, HouseTrunk } from '../../lib/dialplan/house';
import { NumberFormat } from '../../lib/dialplan/number-format';
import { NumberingPlan } from '../../lib/dialplan/numbering-plan';

/** A phone that may call every phone. */
export function phone(name: string, extension: string, overrides: Partial<HousePhone> = {}): HousePhone {
  return { name, extension, mayCall: 'every phone', ringTime: 30, ...overrides };
}

/** A trunk without numbers. */
export function trunk(name: string, overrides: Partial<HouseTrunk> = {}): HouseTrunk {
  return { name, calledNumber: CalledNumber.REQUEST_URI, numberFormat: NumberFormat.E164, numbers: [], ...overrides };
}

/** A house in the United Kingdom with two phones, a doorbell and a trunk, unless said otherwise. */
export function house(overrides: Partial<House> = {}): House {
  return {
    plan: NumberingPlan.of('GB'),
    phones: [phone('hall', '201'), phone('kitchen', '202'), phone('doorbell', '210', { mayCall: ['hall', 'kitchen'] })],
    trunks: [
      trunk('aaisp', {
        contactUser: '+441632960000',
        numbers: [{ number: '+441632960000', ring: ['hall', 'kitchen'], timeout: 25, fallback: Fallback.NONE }],
      }),
    ],
    routes: [
      { trunk: 'aaisp', from: ['hall', 'kitchen'], callerId: '+441632960000', international: false, premium: false },
    ],
    ...overrides,
  };
}
