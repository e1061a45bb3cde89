import type { AsteriskVersion } from '../../lib/catalog/version';
import { Configuration } from '../../lib/config/configuration';
import type { OptionValue } from '../../lib/config/options';
import type { PjsipType } from '../../lib/config/pjsip-file';

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** An object of `pjsip.conf`, without what its kind needs anyway. */
export interface OptionObject {
  readonly type: string;
  readonly name: string;
  readonly options: OptionValues;
}

let port = 10_000;

/** What an object of this kind cannot do without. */
function neededBy(type: string, version: AsteriskVersion): OptionValues {
  const uri = 'sip:x@192.0.2.9:5070';
  switch (type) {
    case 'transport':
      return { bind: `127.0.0.1:${++port}` };
    case 'registration':
      return { client_uri: uri, server_uri: uri, line: true, endpoint: 'house' };
    case 'outbound-publish':
      return { server_uri: uri, event: 'presence' };
    case 'identify':
      return { endpoint: 'house', match: ['10.1.0.0/255.255.0.0'] };
    case 'resource_list':
      return { event: 'presence', list_item: ['house'] };
    case 'phoneprov':
      return { endpoint: 'house', MAC: 'deadbeef4dad', PROFILE: 'x' };
    case 'inbound-publication':
      return { endpoint: 'house' };
    case 'asterisk-publication':
      return { devicestate_publish: 'house' };
    case 'domain_alias':
      return { domain: 'example.com' };
    case 'auth':
      // Each way to authenticate has its own.
      return {
        username: 'x',
        password: 'x',
        md5_cred: '900150983cd24fb0d6963f7d28e17f72',
        ...(version.major < 22 ? {} : { refresh_token: 'x', oauth_clientid: 'x', oauth_secret: 'x' }),
      };
    case 'acl':
      return { deny: '10.0.0.0/255.0.0.0' };
    default:
      return {};
  }
}

/** What an option cannot do without. */
const COMPANIONS: Readonly<Record<string, OptionValues>> = {
  rtp_port_start: { rtp_port_end: 13_000 },
  rtp_port_end: { rtp_port_start: 10_000 },
};

/** `pjsip.conf` with these objects and what they refer to, as the library writes it. */
export function optionsFile(version: AsteriskVersion, objects: readonly OptionObject[]): string {
  const configuration = new Configuration(version);
  const { pjsip } = configuration;
  pjsip.addObject('transport', 'house', { bind: '127.0.0.1:5090' });
  pjsip.addObject('endpoint', 'house');
  pjsip.addObject('aor', 'house');
  pjsip.addObject('auth', 'house', { username: 'x', password: 'x' });
  for (const { type, name, options } of objects) {
    const companions = Object.fromEntries(Object.keys(options).flatMap((key) => Object.entries(COMPANIONS[key] ?? {})));
    pjsip.addObject(type as PjsipType, name, { ...neededBy(type, version), ...companions, ...options });
  }
  return configuration.render([]).files.get('pjsip.conf') ?? '';
}
