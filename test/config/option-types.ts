// What must not compile: `npm run typecheck` fails when one of these lines does.
import type { AsteriskConfig, Options } from '../../lib';
import type { PjsipEndpoint, PjsipTransport } from '../../imports/asterisk/options';

export function wrong(config: AsteriskConfig): unknown[] {
  const { pjsip } = config;
  const endpoint = pjsip.endpoint('hall');
  // What is right compiles.
  endpoint.set({
    directMedia: false,
    dtmfMode: 'rfc4733',
    rtpTimeout: 30,
    allow: ['alaw'],
    '100rel': true,
    timers: 'always',
  });
  config.file('rtp.conf').section('general').set({});
  config.file('own.conf').section('any').set({ anything: 'goes' });
  config.file('confbridge.conf').addSection('room', { type: 'bridge', maxMembers: 3, sound_join: 'beep' });
  const free: Options = { x: 1 };

  // A misspelt option.
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ directMedai: false });
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ direct_media: false });
  // @ts-expect-error -- what is wrong must not compile
  pjsip.aor('hall').set({ maxContact: 1 });
  // @ts-expect-error -- what is wrong must not compile
  pjsip.addObject('registration', 'x', { serverURI: 'sip:example.com' });
  // An option of another object.
  // @ts-expect-error -- what is wrong must not compile
  pjsip.auth('hall').set({ directMedia: false });
  // @ts-expect-error -- what is wrong must not compile
  config.file('cdr.conf').section('general').set({ rtpstart: 10000 });
  // A choice that is none.
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ dtmfMode: 'rfc2833' });
  // @ts-expect-error -- what is wrong must not compile
  pjsip.transport('udp6').set({ protocol: 'sctp' });
  // @ts-expect-error -- what is wrong must not compile
  pjsip.auth('hall').set({ authType: 'plain' });
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ identifyBy: ['ip', 'nose'] });
  // A string for a boolean, and the reverse.
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ directMedia: 'no' });
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ context: true });
  // A string for a number.
  // @ts-expect-error -- what is wrong must not compile
  endpoint.set({ rtpTimeout: '30' });
  // @ts-expect-error -- what is wrong must not compile
  pjsip.registration('x').set({ maxRetries: 'many' });
  // A kind of object that is none.
  // @ts-expect-error -- what is wrong must not compile
  pjsip.addObject('endpont', 'hall');
  // @ts-expect-error -- what is wrong must not compile
  config.file('confbridge.conf').addSection('room', { type: 'bridg' });
  // @ts-expect-error -- what is wrong must not compile
  const transport: PjsipTransport = { bind: 5060 };
  // @ts-expect-error -- what is wrong must not compile
  const phone: PjsipEndpoint = { allow: [1] };
  // @ts-expect-error -- what is wrong must not compile
  config.file('features.conf').section('featuremap').set({ blindxfr: '#' });
  // @ts-expect-error -- what is wrong must not compile
  config.file('cel.conf').section('general').set({ enable: 'yes' });
  return [transport, phone, free];
}
