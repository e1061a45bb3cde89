import { Names } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
} from '../../imports/cert-manager.io';
import { ValidationError } from '../conf/validation-error';
import { parseIpAddress } from '../network/ip-address';

/** What cert-manager puts into a certificate, and who issues it. */
export interface IssuedCertificateOptions {
  /** The name of the Issuer or ClusterIssuer. */
  readonly issuer: string;

  /**
   * Whether the issuer serves the whole cluster: a ClusterIssuer, not an Issuer.
   *
   * @default false
   */
  readonly clusterIssuer?: boolean;

  /**
   * The names by which phones know the PBX.
   *
   * @default []
   */
  readonly dnsNames?: readonly string[];

  /**
   * The addresses by which phones know the PBX. Few public authorities issue certificates for addresses.
   *
   * @default []
   */
  readonly ipAddresses?: readonly string[];

  /**
   * The name of the Secret that cert-manager makes.
   *
   * @default - follows from the path of the construct
   */
  readonly secretName?: string;
}

/** What a PBX shows of itself to phones and providers over TLS. */
export abstract class TlsCertificate {
  /** A Secret of the type `kubernetes.io/tls`, with the keys `tls.crt` and `tls.key`. */
  static fromSecret(secret: kplus.ISecret): TlsCertificate {
    return new ExistingCertificate(secret);
  }

  /**
   * A certificate that cert-manager keeps valid. Each renewal is a reload, which drops no call.
   *
   * Source: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.Certificate
   */
  static issuedBy(options: IssuedCertificateOptions): TlsCertificate {
    return new IssuedCertificate(options);
  }

  /** @internal */
  abstract _bind(scope: Construct): kplus.ISecret;
}

class ExistingCertificate extends TlsCertificate {
  constructor(private readonly secret: kplus.ISecret) {
    super();
  }

  override _bind(): kplus.ISecret {
    return this.secret;
  }
}

class IssuedCertificate extends TlsCertificate {
  constructor(private readonly options: IssuedCertificateOptions) {
    super();
  }

  override _bind(scope: Construct): kplus.ISecret {
    const { issuer, clusterIssuer = false, dnsNames = [], ipAddresses = [] } = this.options;
    if (dnsNames.length + ipAddresses.length === 0) {
      const message = "the certificate is for nobody: give 'dnsNames' or 'ipAddresses', by which phones know the PBX";
      throw new ValidationError('TlsCertificate', message, scope);
    }
    const addresses = ipAddresses.map((text) => parseIpAddress(text, { property: 'ipAddresses', scope }).text);
    const secretName = this.options.secretName ?? Names.toDnsLabel(scope);
    new Certificate(scope, 'Certificate', {
      metadata: { name: secretName },
      spec: {
        secretName,
        dnsNames: dnsNames.length === 0 ? undefined : [...dnsNames],
        ipAddresses: addresses.length === 0 ? undefined : addresses,
        issuerRef: { name: issuer, kind: clusterIssuer ? 'ClusterIssuer' : 'Issuer', group: 'cert-manager.io' },
        privateKey: {
          algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
          size: 256,
          rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
        },
        // Asterisk is a server to phones and a client to providers, who may look at it too.
        usages: ['digital signature', 'server auth', 'client auth'],
      },
    });
    return kplus.Secret.fromSecretName(scope, 'Secret', secretName);
  }
}
