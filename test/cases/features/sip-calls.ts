import { call, context, globals, inACall, section, type Feature } from './feature';
import { SIP_CALL, sipCall } from './sip-call';
import { SIP_CLIENT, sipRequest } from './sip-client';
import { out, phone, udp } from './sip-objects';

/** Someone who answers, and waits. */
const ANSWERS = ['Answer()', 'Wait(5)'];

/** A phone that is no Asterisk calls `100`, and does something in the call. */
function inItsCall(
  name: string,
  said: string,
  answer: string,
  extensions: Readonly<Record<string, readonly string[]>>,
  rest: Pick<Feature, 'complaints' | 'shows'> & {
    readonly values?: Parameters<typeof globals>[0];
    readonly options?: readonly string[];
  } = {},
): Feature {
  const { values = {}, options = [], ...others } = rest;
  return inACall(
    name,
    [`Set(GLOBAL(said)=${said})`],
    { said: answer },
    {
      ...others,
      files: { 'call.pl': SIP_CALL, 'pjsip.conf': [udp, phone(...options)].join('\n') },
      contexts: [context('in', extensions)],
      checks: [globals(values)],
    },
  );
}

export const SIP_CALLS: readonly Feature[] = [
  inItsCall(
    'transfer by REFER',
    sipCall('100', 'phone', 'REFER', ['Refer-To: <sip:300@127.0.0.1>']),
    '202',
    { 100: ['Dial(Local/200@in)'], 200: ANSWERS, 300: ['Set(GLOBAL(moved)=yes)', 'Wait(3)'] },
    { values: { moved: 'yes' } },
  ),
  inItsCall(
    'the reason of a hangup, from a phone',
    sipCall('100', 'phone', 'BYE', ['Reason: Q.850;cause=17']),
    '200',
    { 100: ANSWERS, h: ['Set(GLOBAL(cause)=${HANGUPCAUSE})'] },
    { values: { cause: '17' }, shows: ['res_pjsip_rfc3326'] },
  ),
  inItsCall('the reason of a hangup, to a phone', sipCall('100', 'phone', 'WAIT'), 'BYE Q.850\\s*;\\s*cause=41', {
    100: ['Answer()', 'Wait(0.5)', 'Hangup(41)'],
  }),
  inItsCall(
    'fax over T.38',
    sipCall('100', 'phone', 'WAIT'),
    'INVITE m=image .*t38',
    { 100: ['Answer()', 'ReceiveFAX(/tmp/fax.tiff)'] },
    {
      options: ['t38_udptl=yes', 't38_udptl_ec=redundancy'],
      // The program refuses: that it is asked is what is to be shown.
      complaints: /T\.38/,
      shows: ['res_fax', 'res_fax_spandsp', 'res_pjsip_t38'],
    },
  ),
  inACall(
    'pickup of a call within a group',
    ['Dial(PJSIP/200@out)'],
    {},
    {
      files: {
        'call.pl': SIP_CALL,
        'features.conf': section('general', 'pickupexten=*8'),
        'pjsip.conf': [udp, phone('pickup_group=1'), out(undefined, 'call_group=1')].join('\n'),
      },
      contexts: [
        context('in', { 200: ['Ringing()', 'Wait(8)'] }),
        context('test', { 2: [`Set(GLOBAL(said)=${sipCall('*8', 'phone', 'BYE')})`] }),
      ],
      checks: [
        { command: 'core show channels', expect: /PJSIP\/out-.*Ringing/ },
        call('Local/2@test'),
        globals({ said: '200' }),
      ],
    },
  ),
  inACall(
    'answers to where a request came from',
    // It says another port than its own, and does not ask for `rport`.
    [`Set(GLOBAL(said)=${sipRequest('OPTIONS', '100', 'phone', [], '', '5999')})`],
    { said: '200' },
    {
      files: { 'sip.pl': SIP_CLIENT, 'pjsip.conf': [udp, phone()].join('\n') },
      contexts: [context('in', { 100: ANSWERS })],
    },
  ),
];
