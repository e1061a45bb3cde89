import { readFileSync } from 'node:fs';
import * as kplus from 'cdk8s-plus-27';
import { IpFamily, SipTls, TlsCertificate, type AsteriskConfig } from '../../../lib';
import { reloadList } from '../../../lib/config/reload-plan';
import type { BaresipPhone, PhoneOptions } from '../../../lib/testing/calls/baresip-phone';
import { heardOnTheWire } from '../../../lib/testing/calls/party';
import { Authority } from '../support/authorities';
import { PodReloader } from '../support/pod-reloader';
import type { SecretValueOf } from '../support/rendered-directory';
import { scenario } from '../support/call-report';
import { describeInNetwork } from '../support/in-network';
import { addPhone, Office, OFFICE } from '../support/office';
import { PBX, secretOf } from '../support/test-house';
import { strictAnswer, TlsServer } from '../support/tls-peer';
import { now } from '../../../lib/testing/calls/pcap';

/** What the PBX shows on each of its ports. */
const PORTS = { right: 5061, expired: 5062, 'of another name': 5063, 'of another authority': 5064 } as const;
/** A provider that the PBX registers with. */
const SERVER = '2001:db8:5061::1';

/** Who is trusted. */
const HOUSE = 'house-authority';

type Shown = keyof typeof PORTS;

/** What is in every call that can be read. */
const READABLE = ['SIP/2.0', 'INVITE', 'm=audio'];

const family = 'IPv6';
const nameOf = (shown: Shown): string => `tls${PORTS[shown]}`;

function describeOffice(config: AsteriskConfig): void {
  const tls = Object.fromEntries(
    Object.entries(PORTS).map(([shown, port]) => {
      const secret = kplus.Secret.fromSecretName(config, `secret-${port}`, nameOf(shown as Shown));
      const made = new SipTls(config, nameOf(shown as Shown), { certificate: TlsCertificate.fromSecret(secret), port });
      made.transport(IpFamily.IPV6);
      return [shown, made];
    }),
  );
  for (const [name, extension] of [
    ['hall', '201'],
    ['kitchen', '202'],
  ] as const) {
    addPhone(config, name, extension, { tls: tls.right });
  }
  addPhone(config, 'desk', '203');
  // It speaks to others as a provider's customer does, and looks at what it is shown.
  config.pjsip.addObject('transport', 'strict', {
    protocol: 'tls',
    bind: '[::]:5071',
    caListFile: '/etc/asterisk/authority.pem',
    verifyServer: true,
    method: 'tlsv1_2',
  });
  for (const port of Object.values(PORTS)) {
    config.pjsip.addObject('registration', `to-${port}`, {
      transport: 'strict',
      serverUri: `sip:[${SERVER}]:${port};transport=tls`,
      clientUri: `sip:office@[${SERVER}]:${port}`,
      retryInterval: 1,
    });
  }
}

describeInNetwork('calls over TLS', (providers) => {
  let authority: Authority;
  let other: Authority;
  beforeAll(() => {
    authority = new Authority(HOUSE);
    other = new Authority('stranger-authority');
  });
  afterAll(() => {
    authority.remove();
    other.remove();
  });

  /** What somebody at this address shows. */
  function shownBy(address: string): Record<Shown, string> {
    return {
      right: authority.issue({ address }),
      expired: authority.issue({ address, expired: true }),
      'of another name': authority.issue({ address: '2001:db8::1' }),
      'of another authority': other.issue({ address }),
    };
  }

  describe.each(providers.map((provider) => [provider.version.full, provider] as const))(
    'on %s',
    (version, provider) => {
      let office: Office;
      let valueOf: SecretValueOf;
      const trusted = (): readonly [string, string] => ['authority.pem', readFileSync(authority.file, 'utf8')];

      beforeAll(async () => {
        // Key and certificate are in one text, of which each takes its part.
        const secrets = new Map(
          Object.entries(shownBy(PBX.ipv6)).map(([shown, text]) => [nameOf(shown as Shown), text]),
        );
        valueOf = (key, secret) => secrets.get(secret) ?? secretOf(key);
        office = await Office.build(provider, {
          describe: describeOffice,
          secrets: valueOf,
          overlay: new Map([trusted()]),
        });
      }, 60_000);
      afterAll(() => office.remove());

      /** A phone that trusts only the authority, and speaks to the port where this is shown. */
      async function secure(
        user: string,
        end: number,
        {
          shown = 'right',
          trusted = authority,
          ...rest
        }: Partial<PhoneOptions> & { shown?: Shown; trusted?: Authority } = {},
      ): Promise<BaresipPhone> {
        return office.phone(user, `${OFFICE}:${end}`, user === 'hall' ? 440 : 700, {
          transport: 'tls',
          config: [`sip_cafile ${trusted.file}`, 'sip_verify_server yes'],
          account: `;mediaenc=srtp-mand${outbound(shown)}`,
          ...rest,
        });
      }

      scenario('10 TLS and SRTP', { version, family }, async (tally) => {
        const hall = await secure('hall', 201);
        const kitchen = await secure('kitchen', 202);
        await Promise.all([hall.registered(), kitchen.registered()]);
        const since = now();
        await hall.dial('202');
        await kitchen.event(/CALL_INCOMING/);
        await kitchen.accept();
        await hall.event(/CALL_ESTABLISHED/);
        expect(await office.audio(hall, kitchen, since)).toEqual([]);
        tally.call();
        await hall.hangUp();
        await kitchen.event(/CALL_CLOSED/);

        for (const { capture, addresses } of [hall, kitchen]) {
          // In the handshake the certificate goes unencrypted: what was captured is what was said.
          expect(capture.carries(HOUSE)).toBe(true);
          expect(READABLE.filter((text) => capture.carries(text))).toEqual([]);
          const heard = heardOnTheWire({ capture, addresses }, [440, 700], since);
          expect(heard.get(0)).toBeGreaterThan(1);
          expect([heard.get(440) ?? 0, heard.get(700) ?? 0]).toEqual([0, 0]);
        }
      });

      scenario('10 a phone that does not encrypt', { version, family }, async (tally) => {
        const desk = await office.phone('desk', `${OFFICE}:203`, 950);
        const hall = await secure('hall', 211);
        await Promise.all([desk.registered(), hall.registered()]);
        const since = now();
        await desk.dial('201');
        await hall.event(/CALL_INCOMING/);
        await hall.accept();
        await desk.event(/CALL_ESTABLISHED/);
        expect(await office.audio(desk, hall, since)).toEqual([]);
        tally.call();
        // What is not seen of the others is seen of this one, so it would have been.
        expect(READABLE.filter((text) => desk.capture.carries(text))).toEqual(READABLE);
        await desk.hangUp();
      });

      scenario('10 a phone is shown a wrong certificate', { version, family }, async () => {
        const host = await office.network.addHost(`${OFFICE}:221`);
        const answers = Object.values(PORTS).map((port) => strictAnswer(host, PBX.ipv6, port, authority.file));
        expect(await Promise.all([...answers, strictAnswer(host, PBX.ipv6, PORTS.right, other.file)])).toEqual([
          expect.stringMatching(/^SIP\/2\.0 /),
          'CERT_HAS_EXPIRED',
          'ERR_TLS_CERT_ALTNAME_INVALID',
          'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        ]);
      });

      scenario('10 TLS older than 1.2', { version, family }, async () => {
        const host = await office.network.addHost(`${OFFICE}:251`);
        const place = `[${PBX.ipv6}]:${PORTS.right}`;
        // Without the security level our own side would refuse the old ones.
        const offer = (tls: string) =>
          host.run(['sh', '-c', `openssl s_client -connect '${place}' -${tls} -cipher ALL@SECLEVEL=0 </dev/null`]);
        const agreed = async (tls: string) => /^New, (\S+), Cipher/m.exec((await offer(tls)).stdout)?.[1];
        expect([await agreed('tls1'), await agreed('tls1_1'), await agreed('tls1_2')]).toEqual([
          '(NONE)',
          '(NONE)',
          'TLSv1.2',
        ]);
      });

      scenario('10 the PBX is shown a wrong certificate', { version, family }, async () => {
        const host = await office.network.addHost(SERVER);
        const server = office.add(TlsServer.start(host, PORTS.right, Object.values(shownBy(SERVER))));
        const said = await Promise.all(Object.values(PORTS).map((port) => server.said(port)));
        expect(said).toEqual([expect.stringMatching(/^REGISTER /), 'hung up', 'hung up', 'hung up']);
      });

      scenario('10 the certificate is renewed', { version, family }, async (tally) => {
        const hall = await secure('hall', 241);
        const kitchen = await secure('kitchen', 242);
        await Promise.all([hall.registered(), kitchen.registered()]);
        await hall.dial('202');
        await kitchen.event(/CALL_INCOMING/);
        await kitchen.accept();
        const host = await office.network.addHost(`${OFFICE}:243`);
        const shownNow = (trusted: Authority) => strictAnswer(host, PBX.ipv6, PORTS.right, trusted.file);
        expect(await shownNow(other)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');

        const files = new Map([...office.rendered.files, trusted()]);
        const mounted = { ...office.rendered, files, reloadList: reloadList(files, provider.version) };
        const pod = await PodReloader.start(office.asterisk, mounted, valueOf);
        /** The Secret holds another certificate now, and the pod's reloader sees it. */
        const renew = async (by: Authority): Promise<void> => {
          const renewed = by.issue({ address: PBX.ipv6 });
          await pod.mount(mounted, (key, secret) => (secret === nameOf('right') ? renewed : valueOf(key, secret)));
          expect((await pod.look()).log).toBe(
            'reload-config: loaded: pjsip.conf tls5061-tls.crt tls5061-tls.key (module reload res_pjsip.so)\n',
          );
          expect(await shownNow(by)).toMatch(/^SIP\/2.0 /);
        };
        await renew(other);
        await renew(authority);
        await renew(other);

        // The call goes on.
        expect(await office.audio(hall, kitchen, now())).toEqual([]);
        tally.call();
      });

      scenario('10 a phone without SRTP', { version, family }, async (tally) => {
        const hall = await secure('hall', 231, { account: outbound('right') });
        await hall.registered();
        await hall.dial('202');
        expect((await hall.event(/CALL_CLOSED/)).param).toMatch(/^488 /);
        tally.call('none');
      });
    },
  );
});

function outbound(shown: Shown): string {
  return `;outbound="sip:[${PBX.ipv6}]:${PORTS[shown]};transport=tls"`;
}
