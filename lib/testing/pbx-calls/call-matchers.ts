import type { CallRoute } from '../../simulate/call-route';
import { formatRoute } from '../../simulate/format-route';

/** What a matcher of jest answers. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Matchers of where a call goes. What hangs on something unknown must hold whichever way the call goes. */
export const callMatchers = {
  toRing(route: CallRoute, ...phones: readonly string[]): MatcherResult {
    const wanted = [...phones].sort();
    const rings = (way: CallRoute) => JSON.stringify([...way.rings].sort()) === JSON.stringify(wanted);
    return result(route, rings, `ring ${phones.join(', ')}, and no other phone`);
  },

  toRingInOrder(route: CallRoute, ...phones: readonly (string | readonly string[])[]): MatcherResult {
    const wanted = phones.map((each) => (typeof each === 'string' ? [each] : [...each].sort()));
    const rings = ({ attempts }: CallRoute) =>
      JSON.stringify(attempts.map((each) => [...each].sort())) === JSON.stringify(wanted);
    return result(route, rings, `ring ${wanted.map((each) => each.join(' and ')).join(', then ')}`);
  },

  toGoOutVia(route: CallRoute, trunk: string, number?: string): MatcherResult {
    const goesOut = (way: CallRoute) => way.trunk === trunk && (number === undefined || way.number === number);
    return result(route, goesOut, `go out via ${trunk}${number === undefined ? '' : ` as ${number}`}`);
  },

  toBeRejected(route: CallRoute, cause?: number): MatcherResult {
    const isRejected = (way: CallRoute) => way.outcome === 'reject' && (cause === undefined || way.cause === cause);
    return result(route, isRejected, `be rejected${cause === undefined ? '' : ` with the cause ${cause}`}`);
  },

  toPlay(route: CallRoute, ...sounds: readonly string[]): MatcherResult {
    const plays = ({ played }: CallRoute) => {
      let from = 0;
      return sounds.every((sound) => (from = played.indexOf(sound, from) + 1) > 0);
    };
    return result(route, plays, `play ${sounds.join(', then ')}`);
  },

  toReachVoicemail(route: CallRoute, mailbox?: string): MatcherResult {
    const reaches = ({ outcome, target }: CallRoute) =>
      outcome === 'voicemail' && (mailbox === undefined || target === mailbox);
    return result(route, reaches, `come to ${mailbox === undefined ? 'voicemail' : `the mailbox ${mailbox}`}`);
  },
};

function result(route: CallRoute, holds: (way: CallRoute) => boolean, wish: string): MatcherResult {
  const ways = route.branches === undefined ? [route] : route.branches.map((branch) => branch.route);
  const pass = ways.every(holds);
  return { pass, message: () => `the call should ${pass ? 'not ' : ''}${wish}; but\n\n${formatRoute(route)}` };
}
