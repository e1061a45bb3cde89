export { BaresipPhone, type PhoneEvent, type PhoneOptions } from './calls/baresip-phone';
export { CallNetwork } from './calls/call-network';
export { parseCallPlan, type CallPlan, type PlannedCall, type PlannedName } from './calls/call-plan';
export { audioProblems, type Audio, type Party } from './calls/party';
export { runCalls, type CallResult } from './calls/run-calls';
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
