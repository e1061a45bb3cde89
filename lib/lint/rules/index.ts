import type { Rule } from '../rule';
import { aclOrder } from './acl-order';
import { addressValue } from './address-value';
import { anonymousEndpoint } from './anonymous-endpoint';
import { applicationArguments } from './application-arguments';
import { applicationCase } from './application-case';
import { callerIdLength } from './caller-id-length';
import { canonicalPattern } from './canonical-pattern';
import { catchAllPattern } from './catch-all-pattern';
import { chanSip } from './chan-sip';
import { controlCharacter } from './control-character';
import { dialledEndpoint } from './dialled-endpoint';
import { directMedia } from './direct-media';
import { duplicateInclude } from './duplicate-include';
import { duplicateLabel } from './duplicate-label';
import { duplicateObject } from './duplicate-object';
import { duplicatePriority } from './duplicate-priority';
import { emergencyUnreachable } from './emergency-unreachable';
import { emptyExtension } from './empty-extension';
import { emptyStep } from './empty-step';
import { endlessLoop } from './endless-loop';
import { execDirective } from './exec-directive';
import { execIfCommas } from './execif-commas';
import { expressionSyntax } from './expression-syntax';
import { fileEncoding } from './file-encoding';
import { fileSyntax } from './file-syntax';
import { hintDevice } from './hint-device';
import { httpExposure } from './http-exposure';
import { iceServer } from './ice-server';
import { identifyWithoutMatch } from './identify-without-match';
import { ignoredLine } from './ignored-line';
import { impossibleWord } from './impossible-word';
import { inbandDtmf } from './inband-dtmf';
import { includeLoop } from './include-loop';
import { includeTime } from './include-time';
import { incompleteAuth } from './incomplete-auth';
import { incompleteMusicClass } from './incomplete-music-class';
import { internationalNumber } from './international-number';
import { invalidPattern } from './invalid-pattern';
import { lineEnding } from './line-ending';
import { literalPassword } from './literal-password';
import { managerExposure } from './manager-exposure';
import { missingAor } from './missing-aor';
import { missingAuth } from './missing-auth';
import { missingContext } from './missing-context';
import { missingDependency } from './missing-dependency';
import { missingFile } from './missing-file';
import { missingIdentifiedEndpoint } from './missing-identified-endpoint';
import { missingInclude } from './missing-include';
import { missingMailbox } from './missing-mailbox';
import { missingModuleFile } from './missing-module-file';
import { missingMusicClass } from './missing-music-class';
import { missingOutboundAuth } from './missing-outbound-auth';
import { missingQueue } from './missing-queue';
import { missingTarget } from './missing-target';
import { missingTemplate } from './missing-template';
import { missingTransport } from './missing-transport';
import { misspelledOption } from './misspelled-option';
import { misspelledVariable } from './misspelled-variable';
import { nameClash } from './name-clash';
import { noCodec } from './no-codec';
import { noHangup } from './no-hangup';
import { openEndpoint } from './open-endpoint';
import { optionValue } from './option-value';
import { optionVersion } from './option-version';
import { outsideForwarding } from './outside-forwarding';
import { pipeSeparator } from './pipe-separator';
import { premiumNumber } from './premium-number';
import { priorityGap } from './priority-gap';
import { priorityOne } from './priority-one';
import { registrationLine } from './registration-line';
import { repeatedOption } from './repeated-option';
import { reservedContext } from './reserved-context';
import { rtpRange } from './rtp-range';
import { setWithSpaces } from './set-with-spaces';
import { setWithoutEquals } from './set-without-equals';
import { shadowedExtension } from './shadowed-extension';
import { sipUri } from './sip-uri';
import { straySpace } from './stray-space';
import { tlsCertificate } from './tls-certificate';
import { tollFraud } from './toll-fraud';
import { tooManyArguments } from './too-many-arguments';
import { transportFamily } from './transport-family';
import { unbalancedBrackets } from './unbalanced-brackets';
import { unfilteredInput } from './unfiltered-input';
import { unknownApplication } from './unknown-application';
import { unknownCodec } from './unknown-codec';
import { unknownFormat } from './unknown-format';
import { unknownFunction } from './unknown-function';
import { unknownModule } from './unknown-module';
import { unknownOption } from './unknown-option';
import { unknownTarget } from './unknown-target';
import { unloadedModule } from './unloaded-module';
import { unneededModule } from './unneeded-module';
import { unreachableStep } from './unreachable-step';
import { untranscodableCodec } from './untranscodable-codec';
import { verifyClientCa } from './verify-client-ca';
import { weakPassword } from './weak-password';
import { weakPin } from './weak-pin';
import { websocketServer } from './websocket-server';

/** What is said of `; lint-ignore` comments themselves. */
export const IGNORE_RULE: Rule = {
  id: 'lint-ignore',
  severity: 'warning',
  summary: 'a `; lint-ignore` comment that gives no reason, ignores nothing, or names no rule',
  check: () => undefined,
};

/** Every rule, in the order in which documentation lists them. */
export const rules: readonly Rule[] = [
  unknownApplication,
  unknownFunction,
  applicationArguments,
  tooManyArguments,
  pipeSeparator,
  repeatedOption,
  applicationCase,
  unbalancedBrackets,
  expressionSyntax,
  misspelledVariable,
  impossibleWord,
  setWithoutEquals,
  setWithSpaces,
  execIfCommas,
  straySpace,
  ignoredLine,
  emptyStep,
  priorityOne,
  priorityGap,
  duplicatePriority,
  duplicateLabel,
  missingTarget,
  invalidPattern,
  canonicalPattern,
  shadowedExtension,
  unreachableStep,
  includeLoop,
  missingInclude,
  duplicateInclude,
  includeTime,
  endlessLoop,
  reservedContext,
  emptyExtension,
  noHangup,
  emergencyUnreachable,
  callerIdLength,
  missingTransport,
  websocketServer,
  missingAor,
  missingAuth,
  missingOutboundAuth,
  incompleteAuth,
  missingIdentifiedEndpoint,
  missingContext,
  missingMailbox,
  missingMusicClass,
  incompleteMusicClass,
  missingQueue,
  missingTemplate,
  duplicateObject,
  identifyWithoutMatch,
  nameClash,
  registrationLine,
  sipUri,
  hintDevice,
  dialledEndpoint,
  tollFraud,
  outsideForwarding,
  unknownTarget,
  internationalNumber,
  premiumNumber,
  openEndpoint,
  weakPassword,
  weakPin,
  literalPassword,
  managerExposure,
  httpExposure,
  tlsCertificate,
  verifyClientCa,
  anonymousEndpoint,
  aclOrder,
  unfilteredInput,
  catchAllPattern,
  fileSyntax,
  missingFile,
  fileEncoding,
  controlCharacter,
  lineEnding,
  execDirective,
  unknownOption,
  misspelledOption,
  optionVersion,
  optionValue,
  addressValue,
  unknownFormat,
  rtpRange,
  untranscodableCodec,
  unknownCodec,
  noCodec,
  directMedia,
  iceServer,
  inbandDtmf,
  transportFamily,
  unloadedModule,
  unneededModule,
  unknownModule,
  missingDependency,
  missingModuleFile,
  chanSip,
  IGNORE_RULE,
];
