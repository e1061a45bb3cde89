import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataRemoteRefConversionStrategy as ConversionStrategy,
  ExternalSecretSpecDataRemoteRefDecodingStrategy as DecodingStrategy,
  ExternalSecretSpecDataRemoteRefMetadataPolicy as MetadataPolicy,
  ExternalSecretSpecSecretStoreRefKind as StoreKind,
  ExternalSecretSpecTargetCreationPolicy as CreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy as DeletionPolicy,
  ExternalSecretSpecTargetTemplateEngineVersion as EngineVersion,
  ExternalSecretSpecTargetTemplateMergePolicy as MergePolicy,
} from '../../imports/external-secrets.io';
import { didYouMean } from '../conf/did-you-mean';
import { shown, ValidationError } from '../conf/validation-error';
import { checkSecretKey } from './secret-key';

/** Where a store outside the cluster keeps a value. */
export interface RemoteValue {
  /** The name of the entry, such as `telephony/hall`. */
  readonly key: string;

  /**
   * A part of the entry, where that is a map.
   *
   * @default - the whole entry
   */
  readonly property?: string;

  /**
   * The version of the entry.
   *
   * @default - the newest
   */
  readonly version?: string;
}

/** Props of `ExternalPasswords`. */
export interface ExternalPasswordsProps {
  /** The name of the Secret that the operator makes, and of the ExternalSecret. */
  readonly name: string;

  /** The name of the store. */
  readonly store: string;

  /**
   * Whether the store serves the whole cluster: a ClusterSecretStore, not a SecretStore.
   *
   * @default false
   */
  readonly clusterStore?: boolean;

  /** The keys of the Secret, and where the store keeps the value of each. */
  readonly values: Readonly<Record<string, RemoteValue>>;

  /**
   * Further keys of the Secret, made of the values: templates of Go, such as `{{ .hall }}`. For `SipPassword.inFile` and `addSecretFile`.
   *
   * @default {}
   */
  readonly templates?: Readonly<Record<string, string>>;

  /**
   * How often the store is asked again.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
}

/**
 * Passwords that the External Secrets Operator (0.16 or later) fetches from a store outside the cluster, such as Vault.
 *
 * A value that changes there reaches the running PBX: the operator changes the Secret, and that is a reload.
 *
 * Source: https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalPasswords extends Construct {
  /** The Secret that the operator makes. */
  readonly secret: kplus.ISecret;

  private readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: ExternalPasswordsProps) {
    super(scope, id);
    const { name, values, templates = {} } = props;
    this.keys = [...Object.keys(values), ...Object.keys(templates)];
    this.keys.forEach((key) => {
      checkSecretKey(name, key, this);
    });
    this.secret = kplus.Secret.fromSecretName(this, 'Secret', name);
    // What the operator would add is written, so that nobody who compares sees a difference.
    new ExternalSecret(this, 'Resource', {
      metadata: { name },
      spec: {
        refreshInterval: durationText(props.refreshInterval ?? Duration.hours(1)),
        secretStoreRef: {
          name: props.store,
          kind: props.clusterStore === true ? StoreKind.CLUSTER_SECRET_STORE : StoreKind.SECRET_STORE,
        },
        target: {
          name,
          creationPolicy: CreationPolicy.OWNER,
          // A store that fails for a while must not take the passwords of a running PBX.
          deletionPolicy: DeletionPolicy.RETAIN,
          ...(Object.keys(templates).length === 0
            ? {}
            : {
                template: { engineVersion: EngineVersion.V2, mergePolicy: MergePolicy.MERGE, data: { ...templates } },
              }),
        },
        data: Object.entries(values).map(([secretKey, remoteRef]) => ({
          secretKey,
          remoteRef: {
            ...remoteRef,
            conversionStrategy: ConversionStrategy.DEFAULT,
            decodingStrategy: DecodingStrategy.NONE,
            metadataPolicy: MetadataPolicy.NONE,
          },
        })),
      },
    });
  }

  /**
   * One of the passwords, as `SipPhone` and `SipTrunk` take it.
   *
   * @throws ValidationError `SecretKey` for a key that is neither a value nor a template
   */
  password(key: string): kplus.SecretValue {
    if (!this.keys.includes(key)) {
      const message = `the Secret has no key ${shown(key)}${didYouMean(key, this.keys)}: name one of them, or add it to 'values'`;
      throw new ValidationError('SecretKey', message, this);
    }
    return { secret: this.secret, key };
  }
}

function durationText(duration: Duration): string {
  return `${duration.toSeconds()}s`;
}
