export { AsteriskVersion, type DebianRelease } from './catalog/version';
export type { ErrorCode } from './conf/error-code';
export { ValidationError, type Scoped, type SourceLocation } from './conf/validation-error';
export { Codec } from './config/codec';
export type { AnyFile, ConfigFile, FileTypes, SectionOptions } from './config/config-file';
export type { ConfigSection } from './config/config-section';
export type { FileOf, RenderedConfiguration } from './config/configuration';
export { IpFamily } from './config/ip-family';
export { MediaEncryption } from './config/media-encryption';
export type { Options, OptionValue } from './config/options';
export type { PjsipFile, PjsipObjects, PjsipType } from './config/pjsip-file';
export type { PortRange } from './config/port-range';
export { Provider, type ProviderProps } from './config/provider';
export type { ResolvedModule } from './config/resolve-modules';
export type { SecretReference } from './config/secret-placeholder';
export { Tones, type CustomTonesProps } from './config/tones';
export * as application from './dialplan/application';
export * as fn from '../imports/asterisk/functions';
export { CalledNumber } from './dialplan/called-number';
export type { DialplanContext, Extension } from './dialplan/context';
export type { Dialplan } from './dialplan/dialplan';
export { Fallback } from './dialplan/fallback';
export { HangupCause } from './dialplan/hangup-cause';
export type { House, HouseNumber, HousePhone, HouseRoute, HouseTrunk } from './dialplan/house';
export { NumberFormat } from './dialplan/number-format';
export { NumberingPlan } from './dialplan/numbering-plan';
export type { TimeSpan } from './dialplan/ring-time';
export { label, type Step } from './dialplan/step';
export { AsteriskImage, type AsteriskImageProps } from './image/asterisk-image';
export type { ImageSource } from './image/image-source';
export { CalicoApiVersion } from './network/calico-api-version';
export { CalicoBgpConfiguration, type CalicoBgpConfigurationProps } from './network/calico-bgp-configuration';
export { CalicoBgpPeering, type CalicoBgpPeeringProps } from './network/calico-bgp-peering';
export {
  CalicoAllowedUse,
  CalicoAssignmentMode,
  CalicoStaticIp,
  type CalicoStaticIpProps,
} from './network/calico-static-ip';
export { CalicoVersion } from './network/calico-version';
export type { IpAddress } from './network/ip-address';
export type { AccessRule } from './network/access-rule';
export type { Cidr } from './network/cidr';
export { NetworkPeer, type PodSelection } from './network/network-peer';
export { NetworkPorts, type NetworkProtocol } from './network/network-ports';
export { Asterisk, type AsteriskProps } from './pbx/asterisk';
export { AsteriskApp } from './pbx/asterisk-app';
export { AsteriskConfig, type AsteriskConfigProps } from './pbx/asterisk-config';
export { ExternalPasswords, type ExternalPasswordsProps, type RemoteValue } from './pbx/external-passwords';
export { Metrics, MonitorKind, type MetricsProps } from './pbx/metrics';
export { PbxNetworkPolicy, type PbxNetworkPolicyProps } from './pbx/pbx-network-policy';
export { RestrictedNamespace, type RestrictedNamespaceProps } from './pbx/restricted-namespace';
export { SipPassword, type DigestOptions, type GenerateSecretOptions, type PasswordSource } from './pbx/sip-password';
export { SipPhone, type SipPhoneProps } from './pbx/sip-phone';
export { SipTls, type SecurityProps, type SipTlsProps } from './pbx/sip-tls';
export { SipTrunk, type NumberOptions, type OutboundRouteOptions, type SipTrunkProps } from './pbx/sip-trunk';
export { TlsCertificate, type IssuedCertificateOptions } from './pbx/tls-certificate';
export type { TrunkReach } from './pbx/trunk-reach';
export { WorkloadKind } from './pbx/workload-kind';
