import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { AsteriskVersion } from 'cdk8s-asterisk';
import { Asterisk, AsteriskConfig, AsteriskImage, CalicoStaticIp, SipPhone } from 'cdk8s-asterisk';

/** Props of `Minimal`. */
export interface MinimalProps {
  /**
   * The version of Asterisk.
   *
   * @default AsteriskVersion.V22
   */
  readonly version?: AsteriskVersion;
}

/** The least that is a PBX: one phone, one address. */
export class Minimal extends Chart {
  constructor(scope: Construct, id: string, props: MinimalProps = {}) {
    super(scope, id);
    const config = new AsteriskConfig(this, 'config', { country: 'NL', version: props.version });
    const secret = kplus.Secret.fromSecretName(this, 'credentials', 'desk-phone');
    new SipPhone(config, 'desk', { extension: '10', password: { secret, key: 'password' } });
    new Asterisk(this, 'asterisk', {
      name: 'small-pbx',
      config,
      image: new AsteriskImage(this, 'container-image', { repository: 'registry.example.net/small/pbx', config }),
      address: new CalicoStaticIp(this, 'ip', { name: 'small-pbx', ipv6: '2001:db8:5060::5' }),
      phoneNetworks: ['2001:db8:5060:1::/64'],
    });
  }
}
