import { Dial, ExecIf, Goto, GotoIf, Hangup, Set } from './application';
import { DialplanContext } from './context';
import { dialForms, type CanonicalForm } from './dial-forms';
import { HangupCause } from './hangup-cause';
import type { House, HouseRoute } from './house';
import { formatNumber } from './number-format';
import { label, type Step } from './step';

/** The context that ends a call no trunk took. */
export const FAILED = 'trunk-failed';

/** The context with everything that can be dialled to the outside by who may use these routes, the best first. */
export function outboundContext(name: string, routes: readonly HouseRoute[], house: House): DialplanContext {
  const trunks = routes.map((route) => route.trunk).join(', then ');
  const note = routes.length > 0 ? `to the outside through ${trunks}` : 'nothing outside may be called';
  const context = new DialplanContext(name, note);
  let kind: string | undefined;
  for (const form of dialForms(house.plan)) {
    const steps = form.kind === 'other form' ? [Goto(name, form.means, 1)] : outboundSteps(form, routes, house);
    context.extension(form.pattern, steps, form.kind === kind ? undefined : NOTES[form.kind]);
    kind = form.kind;
  }
  return context.extension('i', [Hangup(HangupCause.INVALID_NUMBER_FORMAT)], 'a number that no country has');
}

const NOTES = {
  emergency: 'emergency',
  premium: 'premium rate',
  national: 'national',
  international: 'international',
  'other form': 'other ways to dial the same numbers',
};

/** How a route treats a kind of number. */
export function allows(route: HouseRoute, kind: CanonicalForm['kind']): boolean {
  switch (kind) {
    case 'emergency':
    case 'national':
      return true;
    case 'international':
      return route.international;
    case 'premium':
      return route.premium;
  }
}

function outboundSteps(form: CanonicalForm, routes: readonly HouseRoute[], house: House): Step[] {
  const open = routes.filter((route) => allows(route, form.kind));
  if (open.length === 0) {
    return [Hangup(HangupCause.REJECTED)];
  }
  return open.flatMap((route, index) => {
    const attempt = attemptSteps(form, route, house);
    const [first, ...rest] = attempt;
    return [
      ...(index === 0 || first === undefined ? attempt : [label(`route${index + 1}`, first), ...rest]),
      ...(index === open.length - 1 ? [label('end', Goto(FAILED, '${DIALSTATUS}', 1))] : [nextRoute(index + 2)]),
    ];
  });
}

function attemptSteps(form: CanonicalForm, route: HouseRoute, house: House): Step[] {
  const trunk = house.trunks.find((each) => each.name === route.trunk);
  const number =
    form.number === undefined || trunk === undefined
      ? '${EXTEN}'
      : formatNumber(form.number, trunk.numberFormat, house.plan);
  const callerId = route.callerId === undefined ? [] : [Set('CALLERID(all)', `<${route.callerId}>`)];
  const withheld = form.kind === 'emergency' ? [] : [route.withheld === true ? WITHHOLD : WITHHOLD_AS_ASKED];
  return [...callerId, ...withheld, Dial(`PJSIP/${number}@${route.trunk}`)];
}

/** Who is called is shown no number; who answers an emergency call must be able to call back. */
const WITHHOLD = Set('CALLERID(num-pres)', 'prohib');

/** As the phone asks for it (RFC 3323); other values of the header hide no number. */
const WITHHOLD_AS_ASKED = ExecIf('$["${FILTER(a-z,${PJSIP_HEADER(read,Privacy)})}" =~ "^(id|user|header)"]', [
  WITHHOLD,
]);

/** Another trunk is tried when this one cannot be reached or has no room, not when the called party is busy or does not answer. */
function nextRoute(number: number): Step {
  return GotoIf('$["${DIALSTATUS}" = "CHANUNAVAIL" | "${DIALSTATUS}" = "CONGESTION"]', [`route${number}`, 'end']);
}
