import * as kplus from 'cdk8s-plus-27';
import { IpFamily, MediaEncryption, SipTls, SipTrunk, TlsCertificate, type SipTlsProps } from '../../lib';
import { errorOf } from '../support/error-of';
import { chart, config, manifests, password, pbx, phone, tls } from '../support/pbx';
import { strictSchemaErrors } from '../support/strict-schema';

test('minimal', () => {
  const scope = chart();
  const made = config(scope);
  const hall = phone(made, 'hall', '201', { tls: tls(made) });
  phone(made, 'kitchen', '202');
  expect(hall.endpoint.get('transport')).toBeUndefined();
  expect(hall.endpoint.get('rewrite_contact')).toBe('yes');
  expect(hall.endpoint.get('media_encryption')).toBe('sdes');
  const { files, secrets, modules } = made.render();
  expect(
    files
      .get('pjsip.conf')
      ?.split('\n\n')
      .filter((text) => text.startsWith('[tls6]')),
  ).toEqual([
    [
      '[tls6]',
      'type = transport',
      'bind = [::]:5061',
      'protocol = tls',
      'cert_file = /etc/asterisk/tls-tls.crt',
      'priv_key_file = /etc/asterisk/tls-tls.key',
      'ca_list_file = /etc/ssl/certs/ca-certificates.crt',
      'verify_server = yes',
      'method = tlsv1_2',
      'allow_reload = yes',
    ].join('\n'),
  ]);
  expect(files.get('tls-tls.key')).toBe('; the whole file: «secret:pbx-tls/tls.key»\n');
  expect(secrets).toContainEqual({ name: 'pbx-tls', key: 'tls.key' });
  expect(modules.map(({ name }) => name)).toContain('res_srtp');
});

test('all props', () => {
  const scope = chart();
  const made = config(scope);
  const props: Required<SipTlsProps> = {
    port: 5062,
    certificate: TlsCertificate.issuedBy({
      issuer: 'house',
      clusterIssuer: true,
      dnsNames: ['pbx.example.com'],
      ipAddresses: ['2001:DB8::1'],
      secretName: 'pbx-tls',
    }),
  };
  const secure = new SipTls(made, 'tls', props);
  phone(made, 'hall', '201', { tls: secure, ipFamily: IpFamily.IPV6 });
  expect(made.pjsip.objects('transport').map(({ name }) => name)).toEqual(['tls6']);
  expect(made.pjsip.transport('tls6').get('bind')).toBe('[::]:5062');
  const [certificate] = manifests(scope).filter(({ kind }) => kind === 'Certificate');
  expect(certificate).toEqual({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'pbx-tls' },
    spec: {
      secretName: 'pbx-tls',
      dnsNames: ['pbx.example.com'],
      ipAddresses: ['2001:db8::1'],
      issuerRef: { name: 'house', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth', 'client auth'],
    },
  });
  expect(strictSchemaErrors([certificate])).toEqual([]);
});

test('the pod has the certificate and the port', () => {
  const scope = chart();
  const made = config(scope);
  phone(made, 'hall', '201', { tls: tls(made) });
  const asterisk = pbx(scope, { config: made });
  expect(asterisk.ports).toEqual([{ name: 'sip-tls', number: 5061, protocol: kplus.Protocol.TCP }]);
  expect(asterisk.image.files.get('Dockerfile')).toContain('ca-certificates');
  expect(asterisk.image.files.has('etc/asterisk/tls-tls.key')).toBe(false);
});

test('audio may be encrypted as browsers do, without TLS too', () => {
  const { endpoint } = phone(config(), 'hall', '201', { mediaEncryption: MediaEncryption.DTLS });
  expect(endpoint.get('media_encryption')).toBe('dtls');
  expect(endpoint.get('dtls_auto_generate_cert')).toBe('yes');
  expect(endpoint.get('rewrite_contact')).toBeUndefined();
});

test('fails with keys that everybody can read', () => {
  const error = errorOf(() => phone(config(), 'hall', '201', { mediaEncryption: MediaEncryption.SDES }));
  expect(error.code).toBe('MediaEncryption');
  expect(error.message).toContain('[test/config/hall]: the keys of MediaEncryption.SDES stand in the signalling');
  const props = { host: 'sip.example.com', ranges: ['192.0.2.1/32'], mediaEncryption: MediaEncryption.SDES };
  expect(errorOf(() => new SipTrunk(config(), 'carrier', props)).code).toBe('MediaEncryption');
});

test('fails without a certificate', () => {
  const error = errorOf(() => new SipTls(config(), 'tls', {} as SipTlsProps));
  expect(error).toEqual({
    code: 'TlsCertificate',
    message:
      "[test/config/tls]: there is no certificate to show: set the prop 'certificate' to TlsCertificate.fromSecret(…) or TlsCertificate.issuedBy(…)",
  });
});

test('fails with a certificate for nobody', () => {
  const certificate = TlsCertificate.issuedBy({ issuer: 'house' });
  expect(errorOf(() => new SipTls(config(), 'tls', { certificate })).code).toBe('TlsCertificate');
});

test.each([443, 0, 70000, 5061.5])('fails with port %p', (port) => {
  const made = config();
  const certificate = TlsCertificate.fromSecret(password(made).secret);
  expect(errorOf(() => new SipTls(made, 'tls', { certificate, port })).code).toBe('TransportBind');
});
