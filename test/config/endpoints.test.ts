import { parse } from '../../lib/conf/parse';
import { endpointsIn } from '../../lib/config/endpoints';

const endpoints = (text: string) => endpointsIn([parse(text, 'pjsip.conf').file]);

test('phones have a password, trunks log in elsewhere or are known by their address', () => {
  const found = endpoints(`
[phone](!)
type = endpoint
context = phones
auth = all
[hall](phone)
[kitchen](phone)
context = kitchen
[carrier]
type = endpoint
context = from-carrier
outbound_auth = carrier
[peer]
type = endpoint
[peer]
type = identify
endpoint = peer
match = 192.0.2.1
`);
  expect(found).toEqual([
    { name: 'hall', context: 'phones', kind: 'phone' },
    { name: 'kitchen', context: 'kitchen', kind: 'phone' },
    { name: 'carrier', context: 'from-carrier', kind: 'trunk' },
    { name: 'peer', context: 'default', kind: 'trunk' },
  ]);
});

test('a phone that is known by its address too is a phone', () => {
  expect(endpoints('[a]\ntype=endpoint\nauth=a\n[a]\ntype=identify\nendpoint=a\n')).toMatchObject([{ kind: 'phone' }]);
});

test('without pjsip.conf there is none', () => {
  expect(endpointsIn([])).toEqual([]);
});
