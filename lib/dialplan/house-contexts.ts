import { Dial, Goto, Hangup } from './application';
import { DialplanContext } from './context';
import { devices, UNANSWERED, unanswered } from './fallback';
import { HangupCause } from './hangup-cause';
import type { House, HousePhone, HouseRoute } from './house';
import { inboundContexts } from './inbound';
import { FAILED, outboundContext } from './outbound';

/** The context with the extension of every phone. */
const INTERNAL = 'internal';

/** The whole dialplan of a house. */
export function houseContexts(house: House): DialplanContext[] {
  const outbound = new OutboundContexts(house);
  const phones = house.phones.map((phone) => phoneContext(phone, house).include(outbound.nameFor(phone)));
  return [
    ...phones,
    ...house.trunks.flatMap((trunk) => inboundContexts(trunk, house)),
    ...(house.phones.length > 0 ? [internalContext(house), ...outbound.contexts, unansweredContext()] : []),
    ...(house.routes.length > 0 ? [failedContext()] : []),
  ];
}

/** What a phone may dial within the house. */
function phoneContext(phone: HousePhone, house: House): DialplanContext {
  const context = new DialplanContext(`from-${phone.name}`, `what ${phone.name} may dial`);
  if (phone.mayCall === 'every phone') {
    return context.include(INTERNAL);
  }
  for (const other of house.phones) {
    const allowed = phone.mayCall.includes(other.name);
    context.extension(other.extension, [allowed ? Goto(INTERNAL, other.extension, 1) : Hangup(HangupCause.REJECTED)]);
  }
  return context;
}

function internalContext(house: House): DialplanContext {
  const context = new DialplanContext(INTERNAL, 'every phone, by its extension');
  for (const { name, extension, ringTime } of house.phones) {
    context.extension(extension, [Dial(devices([name]), ringTime), ...unanswered()]);
  }
  return context;
}

/** Phones with the same ways out share a context. */
class OutboundContexts {
  private readonly byRoutes = new Map<string, DialplanContext>();

  constructor(private readonly house: House) {}

  get contexts(): DialplanContext[] {
    return [...this.byRoutes.values()];
  }

  nameFor(phone: HousePhone): string {
    const routes = this.house.routes.filter((route) => route.from.includes(phone.name));
    const key = routes.map((route) => this.house.routes.indexOf(route)).join();
    const context = this.byRoutes.get(key) ?? outboundContext(this.freeName(routes), routes, this.house);
    this.byRoutes.set(key, context);
    return context.name;
  }

  private freeName(routes: readonly HouseRoute[]): string {
    const base =
      routes.length === 0 ? 'outside-barred' : `outside-${[...new Set(routes.map((route) => route.trunk))].join('-')}`;
    const taken = this.contexts.map(({ name }) => name);
    let name = base;
    for (let count = 2; taken.includes(name); count++) {
      name = `${base}-${count}`;
    }
    return name;
  }
}

/** How a call ends that no phone took; every outcome of `Dial` that is not named keeps the cause of the phone. */
function unansweredContext(): DialplanContext {
  return new DialplanContext(UNANSWERED, 'how a call ends that no phone took')
    .extension('NOANSWER', [Hangup(HangupCause.NO_ANSWER)])
    .extension('CHANUNAVAIL', [Hangup(HangupCause.SUBSCRIBER_ABSENT)])
    .extension('i', [Hangup('${HANGUPCAUSE}')]);
}

/** How a call ends that no trunk took; what the provider answered is passed on. */
function failedContext(): DialplanContext {
  return new DialplanContext(FAILED, 'how a call ends that no trunk took')
    .extension('NOANSWER', [Hangup(HangupCause.NO_ANSWER)])
    .extension(
      'CHANUNAVAIL',
      [Hangup(`\${IF($[\${HANGUPCAUSE} = 3]?${HangupCause.CONGESTION}:\${HANGUPCAUSE})}`)],
      'cause 3: the provider cannot be reached',
    )
    .extension('i', [Hangup('${HANGUPCAUSE}')]);
}
