import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  Asterisk,
  AsteriskConfig,
  AsteriskImage,
  CalicoStaticIp,
  SipPhone,
  SipTls,
  TlsCertificate,
  type AsteriskConfigProps,
  type AsteriskProps,
  type SipPhoneProps,
} from '../../lib';

/** A chart to put constructs in. */
export function chart(id = 'test', namespace?: string): Chart {
  return new Chart(new App(), id, { namespace });
}

/** A configuration of the United Kingdom, unless said otherwise. */
export function config(
  scope: Chart = chart(),
  props: Partial<AsteriskConfigProps> = {},
  id = 'config',
): AsteriskConfig {
  return new AsteriskConfig(scope, id, { country: 'GB', ...props });
}

/** A password that is a key of a Secret. */
export function password(scope: Chart | AsteriskConfig, key = 'hall'): kplus.SecretValue {
  const secret = kplus.Secret.fromSecretName(scope, `secret-${key}-${scope.node.children.length}`, 'sip-passwords');
  return { secret, key };
}

/** SIP over TLS, with a certificate that exists. */
export function tls(of: AsteriskConfig): SipTls {
  const secret = kplus.Secret.fromSecretName(of, 'certificate', 'pbx-tls');
  return new SipTls(of, 'tls', { certificate: TlsCertificate.fromSecret(secret) });
}

/** A phone. */
export function phone(
  of: AsteriskConfig,
  name: string,
  extension: string,
  props: Partial<SipPhoneProps> = {},
): SipPhone {
  return new SipPhone(of, name, { extension, password: password(of, name), ...props });
}

/** A PBX with one phone, deployed. */
export function pbx(scope: Chart, props: Partial<AsteriskProps> = {}): Asterisk {
  const files = props.config ?? config(scope);
  if (props.config === undefined) {
    phone(files, 'hall', '201');
  }
  return new Asterisk(scope, 'pbx', {
    ...props,
    config: files,
    phoneNetworks: props.phoneNetworks ?? ['2001:db8::/32', '192.0.2.0/24'],
    image:
      props.image ?? new AsteriskImage(scope, 'image', { repository: 'registry.example.com/asterisk', config: files }),
    address: props.address ?? new CalicoStaticIp(scope, 'address', { name: 'asterisk', ipv6: '2001:db8::5060' }),
  });
}

/** An object of Kubernetes, as far as tests look into it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
  readonly data?: Record<string, string>;
  readonly spec?: Record<string, unknown>;
}

/** The manifests of a chart. */
export function manifests(scope: Chart): Manifest[] {
  return scope.toJson() as Manifest[];
}

/** The only manifest of a kind. */
export function manifest(scope: Chart, kind: string): Manifest {
  const found = manifests(scope).filter((each) => each.kind === kind);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} manifests of kind ${kind}`);
  }
  return only;
}
