import { readFlags } from '../../dialplan/read-step';
import type { PlacedSection } from '../placed-section';
import type { Subject } from '../subject';
import { lookUp } from './lookup';
import { placeWays, sectionsNamed, together, type Opened } from './way';

/** A parked call that nobody takes goes on in the dialplan, and whoever is parked may transfer, where the lot says so. Source: `res/parking`. */
export function parkingOpens(subject: Subject, name: string, options: string): Opened {
  const comeback = readFlags(options).find(({ letter }) => letter === 'c')?.argument ?? '';
  return together([
    { ways: comeback === '' ? [] : placeWays(comeback, 'the end of the time in Park') },
    ...lots(subject, name).map((lot): Opened => {
      const context = lot.value('comebackcontext') ?? 'parkedcallstimeout';
      const why = `the end of the time in the parking lot '${lot.name}'`;
      const back = lot.value('comebacktoorigin') ?? 'yes';
      // The extension is named after the channel that parked the call, or is `s`.
      const numbers = /^(no|false|n|f|0|off)$/i.test(back) ? ['_[A-Za-z]!', 's'] : [];
      // Where that context has neither, it is `s` of `default`.
      const elsewhere =
        numbers.length > 0 && lookUp(subject.dialplan, context, 's') === undefined
          ? [{ context: 'default', number: 's', ifThere: true, why }]
          : [];
      return {
        ways: [...numbers.map((number) => ({ context, number, ifThere: true, why })), ...elsewhere],
        transfers: mayTransfer(lot, 'callee') ? [`a transfer by who was parked in '${lot.name}'`] : [],
      };
    }),
  ]);
}

/** Whoever takes a parked call may transfer, where the lot says so. */
export function retrievingOpens(subject: Subject, name: string): Opened {
  const allowed = lots(subject, name).filter((lot) => mayTransfer(lot, 'caller'));
  return { transfers: allowed.map((lot) => `a transfer by who takes a call from '${lot.name}'`) };
}

function lots(subject: Subject, name: string): readonly PlacedSection[] {
  return sectionsNamed(subject, 'res_parking.conf', name === '' ? 'default' : name);
}

/** Who takes the call is the caller, who was parked is the callee. */
function mayTransfer(lot: PlacedSection, who: 'caller' | 'callee'): boolean {
  return [who, 'both'].includes((lot.value('parkedcalltransfers') ?? '').toLowerCase());
}
