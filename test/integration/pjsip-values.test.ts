import { CODEC_NAMES } from '../../lib/catalog/codec-names';
import { lint } from '../../lib/lint/lint';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import type { AsteriskProvider } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';

const LOGGER = '[general]\n[logfiles]\nconsole => notice,warning,error\n';
const DIALPLAN = '[phones]\nexten => 1,1,Hangup()\n';

/** Sections of `pjsip.conf`, each of which is right or wrong by itself. */
const SECTIONS: Readonly<Record<string, string>> = {
  'net-mask': 'type=acl\ndeny=0.0.0.0/0\npermit=10.0.0.0/255.0.0.0',
  'net-long': 'type=acl\npermit=192.168.0.0/33',
  'net-number': 'type=acl\npermit=192.168.0.256',
  'net-name': 'type=acl\ndeny=0.0.0.0/0\npermit=localhost',
  'net-not': 'type=acl\ndeny=0.0.0.0/0\npermit=10.0.0.0/8,!10.1.0.0/16',
  'net-six': 'type=acl\ndeny=::/0\npermit=2001:db8::/32',
  'net-six-long': 'type=acl\npermit=2001:db8::/129',
  'net-brackets': 'type=acl\ndeny=::/0\npermit=[2001:db8::1]',
  'port-good': 'type=transport\nprotocol=udp\nbind=127.0.0.1:15060',
  'port-bad': 'type=transport\nprotocol=udp\nbind=127.0.0.1:506000',
  'local-bad': 'type=transport\nprotocol=udp\nbind=127.0.0.1:15061\nlocal_net=10.0.0.0/99',
  'match-good': 'type=identify\nendpoint=phone\nmatch=192.0.2.1,198.51.100.0/24',
  'match-six': 'type=identify\nendpoint=phone\nmatch=2001:db8::1',
  'match-bad': 'type=identify\nendpoint=phone\nmatch=192.0.2.300',
  'uri-good': 'type=aor\ncontact=sip:192.0.2.1\\;transport=tcp',
  'uri-bad': 'type=aor\ncontact=192.0.2.1:5060',
  'proxy-good': 'type=aor\noutbound_proxy=sip:192.0.2.1\\;lr',
  'server-bad': 'type=registration\nserver_uri=192.0.2.1\nclient_uri=sip:a@192.0.2.1',
  'client-bad': 'type=registration\nserver_uri=sip:192.0.2.1\nclient_uri=a@192.0.2.1',
  'register-good': 'type=registration\nserver_uri=sip:192.0.2.1\nclient_uri=SIP:a@192.0.2.1',
  'register-named': 'type=registration\nserver_uri=sip:192.0.2.1\nclient_uri="A" <sip:a@192.0.2.1>',
  'register-proxy': 'type=registration\nserver_uri=sip:192.0.2.1\nclient_uri=sip:a@192.0.2.1\noutbound_proxy=192.0.2.1',
  'contact-angle': 'type=aor\ncontact=<sip:192.0.2.1>',
  'proxy-angle': 'type=aor\noutbound_proxy=<sip:192.0.2.1\\;lr>',
  'phone-proxy': 'type=endpoint\ncontext=phones\nallow=alaw\noutbound_proxy=192.0.2.1',
  'codec-bad': 'type=endpoint\ncontext=phones\nallow=alaw,ulow',
  'codec-worse': 'type=endpoint\ncontext=phones\ndisallow=all\nallow=g711',
  'codec-good': 'type=endpoint\ncontext=phones\nallow=!all,ALAW:20,t140',
};
/** It is kept, and no call goes out. */
const LATER = 'phone-proxy';
const RULES = ['address-value', 'sip-uri', 'unknown-codec'];

async function booted(provider: AsteriskProvider, pjsip: string) {
  const asterisk = await startAsterisk({
    provider,
    overlay: new Map([
      ['pjsip.conf', pjsip],
      ['extensions.conf', DIALPLAN],
      ['logger.conf', LOGGER],
    ]),
  });
  await asterisk.booted();
  return asterisk;
}

describeEveryAsterisk((provider) => {
  test('refuses the sections of pjsip.conf that we say it refuses', async () => {
    const phone = '[phone]\ntype=endpoint\ncontext=phones\nallow=alaw\n';
    const texts = Object.entries(SECTIONS).map(([name, text]) => [name, `${phone}[${name}]\n${text}\n`] as const);
    const told = texts
      .filter(([, pjsip]) => {
        const files = new Map([
          ['pjsip.conf', pjsip],
          ['extensions.conf', DIALPLAN],
        ]);
        const { findings } = lint({ texts: files, version: provider.version });
        return findings.some(({ rule }) => RULES.includes(rule));
      })
      .map(([name]) => name);
    const all = Object.entries(SECTIONS).map(([name, text]) => `[${name}]\n${text}\n`);
    const asterisk = await booted(provider, `${phone}${all.join('')}`);
    try {
      const refused = [...asterisk.log.matchAll(/Could not create an object of type '[\w-]+' with id '([\w-]+)'/g)];
      expect([LATER, ...new Set(refused.map(([, name]) => name))].sort()).toEqual([...told].sort());
      await asterisk.cli(`channel originate PJSIP/${LATER}/sip:1@192.0.2.1 application Wait 1`);
      expect(asterisk.log).toMatch(/outbound proxy/);
    } finally {
      await asterisk.stop();
    }
  });

  test('knows the codecs that we say it knows, and takes what is allowed in its order', async () => {
    const endpoints = CODEC_NAMES.map((name) => `[${name}]\ntype=endpoint\ncontext=phones\nallow=!all,${name}\n`);
    const silent =
      '[silent]\ntype=endpoint\ncontext=phones\nallow=alaw\ndisallow=all\n[bare]\ntype=endpoint\ncontext=phones\n';
    const asterisk = await booted(provider, `${endpoints.join('')}${silent}`);
    try {
      expect(asterisk.log).not.toMatch(/unknown format|Could not create an object/);
      for (const name of ['silent', 'bare']) {
        expect(await asterisk.cli(`pjsip show endpoint ${name}`)).toMatch(/^ allow +: \(nothing\)$/m);
      }
      expect(await asterisk.cli('pjsip show endpoint alaw')).toMatch(/^ allow +: \(alaw\)$/m);
    } finally {
      await asterisk.stop();
    }
  });
});
