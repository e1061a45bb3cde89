import { print } from '../../conf/print';
import { lint } from '../../lint/lint';
import { formatRoute } from '../../simulate/format-route';
import { callMatchers, type MatcherResult } from './call-matchers';
import type { SimulatedPbx } from './simulated-pbx';

/** Matchers of a whole PBX, and of its calls: `expect.extend(pbxMatchers)`, which happens by itself where jest has a global `expect`. */
export const pbxMatchers = {
  ...callMatchers,

  toHaveNoTollFraudPath(pbx: SimulatedPbx): MatcherResult {
    const texts = new Map(pbx.files.map((file) => [file.name, print(file)]));
    const { findings } = lint({ texts, version: pbx.version });
    const paths = findings.filter(({ rule }) => rule === 'toll-fraud' || rule === 'unknown-target');
    const shown = paths.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n');
    const pass = paths.length === 0;
    return {
      pass,
      message: () =>
        pass
          ? 'a call from outside should find a way out through a trunk, and finds none'
          : `no call from outside should find a way out through a trunk; but\n\n${shown}`,
    };
  },

  toReachEmergencyFromEveryPhone(pbx: SimulatedPbx, ...numbers: readonly string[]): MatcherResult {
    const wanted = numbers.length > 0 ? numbers : pbx.emergencyNumbers;
    const failed = pbx.phones.flatMap((from) =>
      wanted.flatMap((to) => {
        const route = pbx.call({ from, to });
        const ways = route.branches?.map((branch) => branch.route) ?? [route];
        return ways.every((way) => way.trunk !== null && pbx.trunks.includes(way.trunk))
          ? []
          : [`${from} dials ${to}: ${formatRoute(route)}`];
      }),
    );
    const pass = failed.length === 0;
    const wish = `every phone should ${pass ? 'not ' : ''}reach ${wanted.join(', ')}`;
    return { pass, message: () => (pass ? wish : `${wish}; but\n\n${failed.join('\n')}`) };
  },
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- jest's own types are open this way only
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- the parameters must be those of jest's own types
    interface Matchers<R, T = {}> {
      /** These phones ring, and no others. */
      toRing(...phones: readonly string[]): R;
      /** These phones ring one after the other; a list of them rings together. */
      toRingInOrder(...phones: readonly (string | readonly string[])[]): R;
      /** The call goes out there, and the trunk is sent this number. */
      toGoOutVia(trunk: string, number?: string): R;
      /** Nothing is called or heard, and the call ends, with this cause. */
      toBeRejected(cause?: number): R;
      /** These sounds are played, in this order; others may be among them. */
      toPlay(...sounds: readonly string[]): R;
      /** The call comes to voicemail, to this mailbox. */
      toReachVoicemail(mailbox?: string): R;
      /** No call from outside finds a way through a trunk to a number that the caller chooses, nor to where only a variable knows. */
      toHaveNoTollFraudPath(): R;
      /** Every phone reaches a trunk with these numbers; by default with those of the country's emergency services. */
      toReachEmergencyFromEveryPhone(...numbers: readonly string[]): R;
    }
  }
}

const { expect } = globalThis as { readonly expect?: { extend?(matchers: object): void } };
expect?.extend?.(pbxMatchers);
