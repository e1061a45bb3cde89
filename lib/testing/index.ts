export { BaresipPhone, type PhoneEvent, type PhoneOptions } from './calls/baresip-phone';
export { CallNetwork } from './calls/call-network';
export { parseCallPlan, type CallPlan, type PlannedCall, type PlannedName } from './calls/call-plan';
export { audioProblems, type Audio, type Party } from './calls/party';
export { runCalls, type CallResult } from './calls/run-calls';
export { callMatchers, type MatcherResult } from './pbx-calls/call-matchers';
export { pbxMatchers } from './pbx-calls/pbx-matchers';
export { SimulatedPbx, type SimulatedCall, type SimulatedPbxOptions } from './pbx-calls/simulated-pbx';
export { synthPbx } from './pbx-calls/synth-pbx';
export type { CallRoute, RouteBranch, RouteMatch, RouteOutcome, RouteStep } from '../simulate/call-route';
export type { Call, DeviceOutcome } from '../simulate/call';
export { formatRoute } from '../simulate/format-route';
export { NetworkNamespace } from './network/network-namespace';
export { TestNetwork } from './network/test-network';
export {
  AmiConnection,
  AsteriskBootTimeoutError,
  AsteriskExitedError,
  RunningAsterisk,
  amiTestManagerConf,
  amiTestUser,
  prepareAsterisk,
  startAsterisk,
  type AmiAction,
  type AmiFields,
  type AmiResponse,
  type AmiTransport,
  type AmiUser,
  type AsteriskNetwork,
  type AsteriskProvider,
  type AsteriskUnavailable,
  type Boot,
  type Problem,
  type StartAsteriskOptions,
} from './real-asterisk';
