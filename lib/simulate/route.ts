import { AsteriskVersion } from '../catalog/version';
import type { DialplanModel } from '../dialplan/model/dialplan-model';
import type { Call } from './call';
import type { CallRoute } from './call-route';
import { Channel } from './channel';
import { everyWay, type Decisions } from './decisions';
import { Leg } from './leg';
import { mergedRoute } from './merged-route';
import { Stop, World } from './world';

/** How the router runs. */
export interface RouteOptions {
  /**
   * The version of Asterisk, which says what applications there are.
   *
   * @default AsteriskVersion.V22
   */
  readonly version?: AsteriskVersion;

  /**
   * How many ways a call may go that hangs on what is not known; others are left out, and noted.
   *
   * @default 32
   */
  readonly ways?: number;
}

/**
 * What happens to a call, step by step, as Asterisk would do it.
 *
 * What cannot be known is never guessed: a condition goes both ways, which are the `branches` of the route; a place or phone that is not known ends it.
 */
export function route(model: DialplanModel, call: Call, options: RouteOptions = {}): CallRoute {
  const { version = AsteriskVersion.V22, ways: limit = 32 } = options;
  const { ways, complete } = everyWay((decisions) => runCall(model, call, version, decisions), limit);
  return mergedRoute(ways, complete ? [] : [`the call can go more than ${limit} ways: not all were tried`]);
}

function runCall(model: DialplanModel, call: Call, version: AsteriskVersion, decisions: Decisions): CallRoute {
  const world = new World(model, call, version, decisions);
  const channel = new Channel(0, `PJSIP/${call.from ?? 'caller'}-00000001`);
  for (const [field, value] of Object.entries({ num: call.callerId, name: call.callerName, dnid: call.to })) {
    if (value !== undefined) {
      channel.caller.write(field, value);
    }
  }
  channel.context = call.context;
  channel.extension = call.to;
  const leg = new Leg(world, channel);
  try {
    if (leg.exists(call.to)) {
      leg.run();
    } else {
      // A channel driver asks before it lets the call in: 404.
      channel.cause = 1;
      const has = model.contexts.has(call.context) ? 'has no extension for it' : 'does not exist';
      world.note(`'${call.to}' is refused: the context '${call.context}' ${has}`);
    }
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
  }
  return world.route(channel.answered, channel.cause);
}
