import { parse } from '../../../lib/conf/parse';
import { describePbx } from '../../../lib/testing/calls/described-pbx';

const described = (text: string) => describePbx(parse(text, 'pjsip.conf').file);

test('phones have credentials, trunks a host', () => {
  const { phones, trunks } = described(`
[udp6](!)
type=transport
[six](udp6)
bind=[::]:5060
[four](udp6)
bind=0.0.0.0:5060
[phone](!)
type=endpoint
allow=!all,g722,alaw,ulaw
transport=six
[hall](phone)
auth=hall-login
[hall-login]
type=auth
username=201
[old](phone)
transport=four
allow=ulaw
auth=old
[old]
type=auth
username=old
[nobody](phone)
[uplink]
type=endpoint
aors=uplink
outbound_auth=uplink
[uplink]
type=aor
contact=sip:sip.example.com:5070
[uplink]
type=auth
username=account
[uplink]
type=registration
server_uri=sip:sip.example.com:5070
client_uri=sip:account@sip.example.com
[uplink]
type=identify
endpoint=uplink
match=203.0.113.0/24,2001:db8:9::/48
[peer]
type=endpoint
aors=peer
[peer]
type=aor
contact=sip:192.0.2.7
`);
  expect(phones).toEqual([
    { name: 'hall', username: '201', family: 6, codecs: ['PCMA', 'PCMU'] },
    { name: 'old', username: 'old', family: 4, codecs: ['PCMA', 'PCMU'] },
  ]);
  expect(trunks).toEqual([
    {
      name: 'uplink',
      host: 'sip.example.com',
      port: 5070,
      username: 'account',
      registers: true,
      addresses: ['203.0.113.1', '2001:db8:9::1'],
    },
    { name: 'peer', host: '192.0.2.7', port: 5060, username: 'peer', registers: false, addresses: ['192.0.2.7'] },
  ]);
});

test('nobody is in an empty file', () => {
  expect(described('')).toEqual({ phones: [], trunks: [] });
});
