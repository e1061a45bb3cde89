import { parse } from '../../lib/conf/parse';
import { AsteriskVersion } from '../../lib/catalog/version';
import { endpointsIn } from '../../lib/config/endpoints';
import { resolveModules } from '../../lib/config/resolve-modules';
import { wizardObjects } from '../../lib/config/wizard-objects';

const TEXT = `
[phone](!)
type = wizard
accepts_registrations = yes
accepts_auth = yes
endpoint/context = phones
aor/max_contacts = 2
[hall](phone)
transport = udp
inbound_auth/username = hall
[carrier]
type = wizard
sends_auth = yes
sends_registrations = yes
sends_line_with_registrations = yes
remote_hosts = sip.example.com, 192.0.2.1:5070
endpoint/context = from-carrier
outbound_auth/username = us
[other]
endpoint/context = nothing
`;
const { file } = parse(TEXT, 'pjsip_wizard.conf');

const told = wizardObjects(file).map(({ name, variables }) => [
  name,
  ...variables.map(({ key, value }) => `${key}=${value}`),
]);

test('a phone is an endpoint, an aor and an auth, with what its template says', () => {
  expect(told.filter(([name]) => name?.startsWith('hall'))).toEqual([
    ['hall', 'type=endpoint', 'transport=udp', 'aors=hall', 'auth=hall-iauth', 'context=phones'],
    ['hall', 'type=aor', 'max_contacts=2'],
    ['hall-iauth', 'type=auth', 'username=hall'],
  ]);
});

test('a trunk has a contact, an address and a registration for each host', () => {
  const match = ['match=sip.example.com', 'match=192.0.2.1:5070'];
  const registration = (host: string) => [
    'type=registration',
    'outbound_auth=carrier-oauth',
    `server_uri=sip:${host}`,
    'line=yes',
    'endpoint=carrier',
  ];
  expect(told.filter(([name]) => name?.startsWith('carrier'))).toEqual([
    ['carrier', 'type=endpoint', 'aors=carrier', 'outbound_auth=carrier-oauth', 'context=from-carrier'],
    ['carrier', 'type=aor', 'contact=sip:sip.example.com', 'contact=sip:192.0.2.1:5070'],
    ['carrier-oauth', 'type=auth', 'username=us'],
    ['carrier-identify', 'type=identify', 'endpoint=carrier', ...match],
    ['carrier-reg-0', ...registration('sip.example.com')],
    ['carrier-reg-1', ...registration('192.0.2.1:5070')],
  ]);
});

test('an option keeps its line, and what a wizard implies has that of its reason', () => {
  const [endpoint] = wizardObjects(file);
  const lines = endpoint?.variables.map(({ key, position }) => `${key} ${position?.line ?? 0}`);
  expect(lines).toEqual(['type 3', 'transport 9', 'aors 3', 'auth 5', 'context 6']);
});

test('its endpoints can be called from, and its modules are those of the objects', () => {
  expect(endpointsIn([file])).toEqual([
    { name: 'hall', context: 'phones', kind: 'phone' },
    { name: 'carrier', context: 'from-carrier', kind: 'trunk' },
  ]);
  const modules = resolveModules([file], AsteriskVersion.V22).map(({ name }) => name);
  expect(modules).toEqual(
    expect.arrayContaining(['res_pjsip_config_wizard', 'res_pjsip_registrar', 'res_pjsip_outbound_registration']),
  );
});
