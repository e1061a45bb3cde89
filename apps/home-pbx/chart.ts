import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { AsteriskVersion } from 'cdk8s-asterisk';
import {
  Asterisk,
  AsteriskConfig,
  AsteriskImage,
  CalicoStaticIp,
  Codec,
  IpFamily,
  Provider,
  RestrictedNamespace,
  SipPhone,
  SipTrunk,
} from 'cdk8s-asterisk';

/** Props of `HomePbx`. */
export interface HomePbxProps {
  /**
   * The version of Asterisk.
   *
   * @default AsteriskVersion.V22
   */
  readonly version?: AsteriskVersion;
}

/** A home: two IPv6 phones, a doorbell that speaks only IPv4, and a trunk to Andrews & Arnold. */
export class HomePbx extends Chart {
  constructor(scope: Construct, id: string, props: HomePbxProps = {}) {
    super(scope, id, { namespace: 'telephony' });
    new RestrictedNamespace(this, 'namespace', { name: 'telephony' });

    // The passwords are keys of a Secret that exists in the cluster: nothing secret is in Git.
    const secret = kplus.Secret.fromSecretName(this, 'passwords', 'sip-passwords');
    const password = (key: string): kplus.SecretValue => ({ secret, key });

    const config = new AsteriskConfig(this, 'config', { country: 'GB', version: props.version });

    const hall = new SipPhone(config, 'hall', {
      extension: '201',
      password: password('hall'),
      ipFamily: IpFamily.IPV6,
    });
    const kitchen = new SipPhone(config, 'kitchen', {
      extension: '202',
      password: password('kitchen'),
      ipFamily: IpFamily.IPV6,
    });
    const doorbell = new SipPhone(config, 'doorbell', {
      extension: '210',
      password: password('doorbell'),
      ipFamily: IpFamily.IPV4,
      codecs: [Codec.ALAW],
    });
    doorbell.allowCallsTo(hall, kitchen);

    const trunk = new SipTrunk(config, 'aaisp', {
      provider: Provider.ANDREWS_ARNOLD,
      ipFamily: IpFamily.IPV6,
      username: '+441632960000',
      password: password('aaisp'),
    });
    trunk.addNumber('+441632960000', { ring: [hall, kitchen], timeout: Duration.seconds(25) });
    trunk.addOutboundRoute({ from: [hall, kitchen], callerId: '+441632960000' });

    new Asterisk(this, 'pbx', {
      config,
      image: new AsteriskImage(this, 'image', { repository: 'registry.example.com/home/asterisk', config }),
      address: new CalicoStaticIp(this, 'address', {
        name: 'asterisk',
        ipv6: '2001:111:1234:e8b1::1:1',
        ipv4: '10.10.10.2',
      }),
      // The phones' network, and the doorbell's: nobody else can register, or send audio.
      phoneNetworks: ['2001:111:1234:e8b0::/64', '10.10.20.0/24'],
      timeZone: 'Europe/London',
    });
  }
}
