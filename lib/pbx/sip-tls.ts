import { Construct } from 'constructs';
import { shown, ValidationError } from '../conf/validation-error';
import { MediaEncryption, mediaEncryptionOptions } from '../config/media-encryption';
import type { Options } from '../config/options';
import type { PjsipObjects } from '../config/pjsip-file';
import { isPort, LOWEST_OWN_PORT } from '../network/port';
import type { AsteriskConfig } from './asterisk-config';
import { TlsCertificate } from './tls-certificate';

/** Props of `SipTls`. */
export interface SipTlsProps {
  /** What the PBX shows of itself. */
  readonly certificate: TlsCertificate;

  /**
   * The port that it listens on.
   *
   * @default 5061
   */
  readonly port?: number;
}

/** The authorities that Debian trusts, of the package ca-certificates, which the image then has. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * SIP over TLS, for the phones and trunks that are given it. TLS 1.2 is spoken, and nothing older (RFC 8996).
 *
 * A provider must show a certificate of an authority that Debian trusts.
 */
export class SipTls extends Construct {
  readonly port: number;

  private readonly config: AsteriskConfig;
  private readonly options: PjsipObjects['transport'];

  constructor(config: AsteriskConfig, id: string, props: SipTlsProps) {
    super(config, id);
    this.config = config;
    this.port = props.port ?? 5061;
    if (!isPort(this.port, LOWEST_OWN_PORT)) {
      const message = `port ${shown(this.port)} is no port that the pod may listen on, allowed are whole numbers from 1024 to 65535: leave it out, or give one such as 5061`;
      throw new ValidationError('TransportBind', message, this);
    }
    if (!(props.certificate instanceof TlsCertificate)) {
      const message =
        "there is no certificate to show: set the prop 'certificate' to TlsCertificate.fromSecret(…) or TlsCertificate.issuedBy(…)";
      throw new ValidationError('TlsCertificate', message, this);
    }
    const secret = props.certificate._bind(this);
    const file = (key: string) => `/etc/asterisk/${config.addSecretFile({ secret, key }, `${id}-${key}`)}`;
    this.options = {
      protocol: 'tls',
      certFile: file('tls.crt'),
      privKeyFile: file('tls.key'),
      caListFile: AUTHORITIES,
      verifyServer: true,
      method: 'tlsv1_2',
      // A renewed certificate is shown from the next reload on.
      allowReload: true,
    };
  }

  /** The transport that an endpoint of these address families names; none where it may use both. Transports are made when they are not there. */
  transport(families: Parameters<AsteriskConfig['transport']>[0]): string | undefined {
    return this.config.transport(families, { name: this.node.id, port: this.port, options: this.options });
  }
}

/** How a phone or trunk is protected. */
export interface SecurityProps {
  /**
   * SIP over TLS.
   *
   * @default - SIP over UDP
   */
  readonly tls?: SipTls;

  /**
   * How audio is encrypted. Calls without it are refused.
   *
   * @default - MediaEncryption.SDES with `tls`, MediaEncryption.NONE without
   */
  readonly mediaEncryption?: MediaEncryption;
}

/**
 * What an endpoint says of its encryption.
 *
 * @throws ValidationError `MediaEncryption` for keys that would go over the network for everybody to read
 */
export function encryptionOptions({ tls, mediaEncryption }: SecurityProps, scope: Construct): Options {
  const encryption = mediaEncryption ?? (tls === undefined ? MediaEncryption.NONE : MediaEncryption.SDES);
  if (encryption === MediaEncryption.SDES && tls === undefined) {
    const message =
      "the keys of MediaEncryption.SDES stand in the signalling, which everybody on the way can read without TLS: set the prop 'tls', or use MediaEncryption.DTLS";
    throw new ValidationError('MediaEncryption', message, scope);
  }
  return encryption === MediaEncryption.NONE ? {} : mediaEncryptionOptions(encryption);
}
