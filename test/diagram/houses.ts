import { CalledNumber } from '../../lib/dialplan/called-number';
import { Fallback } from '../../lib/dialplan/fallback';
import type { House, HousePhone, HouseTrunk } from '../../lib/dialplan/house';
import { NumberFormat } from '../../lib/dialplan/number-format';
import { NumberingPlan } from '../../lib/dialplan/numbering-plan';

const plan = NumberingPlan.of('GB');

export const phone = (name: string, extension: string, mayCall: HousePhone['mayCall'] = 'every phone'): HousePhone => ({
  name,
  extension,
  mayCall,
  ringTime: 30,
});

export const trunk = (name: string, numbers: HouseTrunk['numbers']): HouseTrunk => ({
  name,
  calledNumber: CalledNumber.REQUEST_URI,
  numberFormat: NumberFormat.E164,
  numbers,
});

/** The house of the first post: two phones, a doorbell that may call only these, a trunk. */
export const HOME: House = {
  plan,
  phones: [phone('hall', '201'), phone('kitchen', '202'), phone('doorbell', '210', ['hall', 'kitchen'])],
  trunks: [
    trunk('aaisp', [{ number: '+441632960000', ring: ['hall', 'kitchen'], timeout: 25, fallback: Fallback.NONE }]),
  ],
  routes: [
    { trunk: 'aaisp', from: ['hall', 'kitchen'], callerId: '+441632960000', international: false, premium: false },
  ],
};

/** The least: one phone, nobody else. */
export const ONE_PHONE: House = { plan, phones: [phone('desk', '10')], trunks: [], routes: [] };

const names = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `phone-${first + index}`);

/** Thirty phones, three of them restricted, and two trunks. */
export const OFFICE: House = {
  plan,
  phones: names(1, 30).map((name, index) =>
    phone(name, String(100 + index), index > 26 ? ['phone-1', 'phone-2'] : 'every phone'),
  ),
  trunks: [
    trunk('first', [
      {
        number: '+441632960000',
        ring: names(1, 2),
        timeout: 25,
        fallback: Fallback.ring(
          names(3, 4).map((name) => ({ name })),
          { toSeconds: () => 20 },
        ),
      },
      { number: '+441632960001', ring: ['phone-5'], timeout: 20, fallback: Fallback.play('vm-nobodyavail') },
    ]),
    trunk('second', [{ number: '+441632960010', ring: names(6, 15), timeout: 30, fallback: Fallback.NONE }]),
  ],
  routes: [
    { trunk: 'first', from: names(1, 27), international: true, premium: false },
    { trunk: 'second', from: names(1, 10), international: false, premium: false },
  ],
};
