import { sdp } from './sip-attacker';

/** Where messages come from and go to, hosts as they stand in a URI. */
export interface Route {
  readonly from: string;
  readonly port: number;
  readonly pbx: string;
}

/** A message as RFC 4475 describes one, written anew. */
export interface TortureMessage {
  /** What the RFC calls it. */
  readonly name: string;
  /** Whether it is a request that must be understood, and so answered. */
  readonly answered: boolean;
  readonly text: string;
}

/** What is changed in a plain request. */
interface Changes {
  readonly method?: string;
  readonly uri?: string;
  /** Header lines that take the place of those of the same name, `undefined` takes one away; others are added. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly more?: readonly string[];
  readonly body?: string;
  readonly first?: string;
}

/** Messages of each kind of RFC 4475; `id` becomes their Call-ID. */
export function tortureMessages(route: Route, id: (name: string) => string): readonly TortureMessage[] {
  const { from, port, pbx } = route;
  const uri = `sip:201@${pbx}`;

  function request(name: string, changes: Changes = {}): string {
    const { method = 'OPTIONS', headers = {}, more = [], body = '' } = changes;
    const plain: Record<string, string | undefined> = {
      Via: `SIP/2.0/UDP ${from}:${port};rport;branch=z9hG4bK${id(name)}`,
      'Max-Forwards': '70',
      From: `<sip:caller@${from}>;tag=1${id(name)}`,
      To: `<${uri}>`,
      'Call-ID': id(name),
      CSeq: `1 ${method}`,
      Contact: `<sip:caller@${from}:${port}>`,
      'Content-Length': String(Buffer.byteLength(body, 'latin1')),
      ...headers,
    };
    return [
      changes.first ?? `${method} ${changes.uri ?? uri} SIP/2.0`,
      ...Object.entries(plain).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`])),
      ...more,
      '',
      body,
    ].join('\r\n');
  }
  function response(name: string, line: string, via = `${pbx}:5060`): string {
    return request(name, { first: line, headers: { Via: `SIP/2.0/UDP ${via};branch=z9hG4bK${id(name)}` } });
  }

  const offer = sdp(from.replace(/[[\]]/g, ''));
  const invite = (changes: Changes = {}): Changes => ({
    method: 'INVITE',
    body: offer,
    ...changes,
    headers: { 'Content-Type': 'application/sdp', ...changes.headers },
  });

  const valid: Readonly<Record<string, string>> = {
    // 3.1.1.1: everything folded, compact, in strange case and between strange blanks.
    wsinv: [
      `INVITE ${uri};unknownparam SIP/2.0`,
      'TO :',
      ` sip:201@${pbx} ;   tag    = 19${id('wsinv')}`,
      `from   : "C O \\\\\\"  L" <sip:caller@${from}>`,
      '  ;',
      `  tag = 98${id('wsinv')}`,
      'MaX-fOrWaRdS: 0068',
      `i: ${id('wsinv')}`,
      'cseq: 0009',
      '  INVITE',
      `V  : SIP  /   2.0`,
      ` /UDP`,
      `    ${from}:${port};rport;branch = z9hG4bK${id('wsinv')}`,
      's :',
      'NewFangledHeader:   newfangled value',
      ' continued newfangled value',
      'UnknownHeaderWithUnusualValue: ;;,,;;,;',
      'Content-Type: application/sdp',
      `v:  SIP  / 2.0  / TCP     192.0.2.3   ;`,
      '  branch  =   z9hG4bK9ikj8  ,',
      ' SIP  /    2.0   / UDP  192.0.2.1   ; hidden',
      `m:"Quoted string \\"\\"" <sip:caller@${from}:${port}> ; newparam =`,
      '      newvalue ;',
      '  secondparam ; q = 0.33',
      `l: ${offer.length}`,
      '',
      offer,
    ].join('\r\n'),
    intmeth: request('intmeth', {
      method: "!odd-Method0123456789_*+`.%it'~",
      uri: `sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@${pbx}`,
      headers: { From: `"BEL:\x07 NUL:? DEL:\x7f" <sip:1_unusual.URI~(to-be!sure)@${from}>;tag=_token~1'+\`*%!-.` },
    }),
    esc01: request(
      'esc01',
      invite({ uri: `sip:sips%3Auser%40example.com@${pbx}`, headers: { To: `sip:%75se%72@${pbx}` } }),
    ),
    escnull: request('escnull', { method: 'REGISTER', uri: `sip:${pbx}`, headers: { To: `sip:null-%00-null@${pbx}` } }),
    esc02: request('esc02', { method: 'RE%47IST%45R', headers: { To: `"%Z%45" <sip:resource@${pbx}>` } }),
    lwsdisp: request('lwsdisp', { headers: { From: `caller<sip:caller@${from}>;tag=323` } }),
    longreq: request(
      'longreq',
      invite({
        headers: {
          To: `"I have a user name of ${'extreme'.repeat(8)} proportion"<${uri};unknownparam=very${'long'.repeat(20)}value>`,
          From: `<sip:${'amazinglylongcallername'.repeat(5)}@${from}>;tag=12${'982'.repeat(50)}424;unknownheaderparam${'name'.repeat(20)}=value`,
        },
        more: [
          `Unknown-${'Long'.repeat(20)}-Name: unknown-${'long'.repeat(20)}-value; unknown-${'long'.repeat(20)}-parameter`,
          ...Array.from({ length: 33 }, (_, hop) => `Via: SIP/2.0/UDP sip${hop}.example.com;branch=z9hG4bK${hop}`),
        ],
      }),
    ),
    dblreq: `${request('dblreq', { method: 'REGISTER', uri: `sip:${pbx}` })}${request('dblreq-second', invite())}`,
    semiuri: request('semiuri', { uri: `sip:user;par=u%40example.net@${pbx}` }),
    transports: request('transports', {
      more: ['TLS', 'UNKNOWN', 'SCTP', 'TCP'].map((each) => `Via: SIP/2.0/${each} t1.example.com;branch=z9hG4bKkdjuw`),
    }),
    mpart01: request('mpart01', {
      method: 'MESSAGE',
      headers: { 'Content-Type': 'multipart/mixed;boundary=7a9cbec02ceef655' },
      body: `--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\n\r\n0\x82\x01\x52\x06\t*\x86H\x86\xf7\r\x01\x07\x02\xa0\x00\x00\r\n--7a9cbec02ceef655--\r\n`,
    }),
    // 3.4.1: no branch that says RFC 3261, no tag, no Max-Forwards.
    inv2543: request(
      'inv2543',
      invite({
        headers: { Via: `SIP/2.0/UDP ${from}:${port}`, From: `<sip:caller@${from}>`, 'Max-Forwards': undefined },
      }),
    ),
    // 3.3: understood, and refused for what they ask.
    unkscm: request('unkscm', { uri: 'nobodyKnowsThisScheme:totallyopaquecontent' }),
    novelsc: request('novelsc', { uri: 'soap.beep://192.0.2.103:3002' }),
    unksm2: request('unksm2', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: { To: 'isbn:2983792873', From: '<http://www.example.com>;tag=3234233', Contact: '<name:John_Smith>' },
    }),
    bext01: request('bext01', { more: ['Require: nothingSupportsThis', 'Proxy-Require: noProxiesSupportThis'] }),
    invut: request('invut', invite({ headers: { 'Content-Type': 'application/unknownformat' } })),
    regaut01: request('regaut01', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      more: ['Authorization: NoOneKnowsThisScheme opaque-data=here'],
    }),
    zeromf: request('zeromf', { headers: { 'Max-Forwards': '0' } }),
    cparam01: request('cparam01', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: { Contact: `sip:+19725552222@${from};unknownparam` },
    }),
    cparam02: request('cparam02', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: { Contact: `<sip:+19725552222@${from};unknownparam>` },
    }),
    regescrt: request('regescrt', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: { Contact: `<sip:user@example.com?Route=%3Csip:sip.example.com%3E>` },
    }),
    sdp01: request('sdp01', invite({ more: ['Accept: text/nobodyKnowsThis'] })),
  };

  const invalid: Readonly<Record<string, string>> = {
    unreason: response('unreason', `SIP/2.0 200 = 2**3 * 5**2 \xd0\xbd\xd0\xbe \xd1\x81\xd1\x82\xd0\xbe`),
    noreason: response('noreason', 'SIP/2.0 100 '),
    badinv01: request('badinv01', {
      ...invite(),
      headers: { Contact: `"Joe" <sip:joe@${from}>;;;;`, 'Content-Type': 'application/sdp' },
      more: [`Via: SIP/2.0/UDP 192.0.2.15;;,;,,`],
    }),
    clerr: request('clerr', invite({ headers: { 'Content-Length': '9999' } })),
    ncl: request('ncl', invite({ headers: { 'Content-Length': '-999' } })),
    scalar02: request('scalar02', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: {
        CSeq: '36893488147419103232 REGISTER',
        'Max-Forwards': '300',
        Contact: `<sip:user@${from}>;expires=280297596632815`,
      },
      more: ['Expires: 10000000000000000000000000000000000000000000'],
    }),
    scalarlg: request('scalarlg', {
      first: 'SIP/2.0 503 Service Unavailable',
      headers: { CSeq: '9292394834772304023312 OPTIONS' },
      more: ['Retry-After: 949302838503028349304023988', 'Warning: 1812 overture "In Progress"'],
    }),
    quotbal: request('quotbal', invite({ headers: { To: `"Mr. J. User <sip:j.user@${pbx}>` } })),
    ltgtruri: request('ltgtruri', invite({ uri: `<${uri}>` })),
    lwsruri: request('lwsruri', invite({ uri: `sip:user@${pbx}; lr` })),
    lwsstart: request('lwsstart', invite({ first: `INVITE  ${uri}  SIP/2.0` })),
    trws: request('trws', { first: `OPTIONS ${uri} SIP/2.0  ` }),
    escruri: request('escruri', invite({ uri: `${uri}?Route=%3Csip:example.com%3E` })),
    baddate: request('baddate', invite({ more: ['Date: Fri, 01 Jan 2010 16:00:00 EST'] })),
    regbadct: request('regbadct', {
      method: 'REGISTER',
      uri: `sip:${pbx}`,
      headers: { Contact: `sip:user@${from}?Route=%3Csip:sip.example.com%3E` },
    }),
    badaspec: request('badaspec', { headers: { To: `"Watson, Thomas" < ${uri} >` } }),
    baddn: request('baddn', { headers: { From: `Bell, Alexander <sip:a.g.bell@${from}>;tag=43` } }),
    badvers: request('badvers', { first: `OPTIONS ${uri} SIP/7.0` }),
    mismatch01: request('mismatch01', { headers: { CSeq: '8 INVITE' } }),
    mismatch02: request('mismatch02', { method: 'NEWMETHOD', headers: { CSeq: '8 INVITE' } }),
    bigcode: response('bigcode', 'SIP/2.0 4294967301 better not break the receiver'),
    // 3.2.1: nothing behind the magic cookie.
    badbranch: request('badbranch', { headers: { Via: `SIP/2.0/UDP ${from}:${port};rport;branch=z9hG4bK` } }),
    insuf: request('insuf', {
      method: 'INVITE',
      headers: { From: undefined, To: undefined, 'Call-ID': undefined, CSeq: '193942 INVITE' },
    }),
    multi01: request('multi01', {
      ...invite(),
      more: [
        `Call-ID: other-${id('multi01')}`,
        'CSeq: 59 INVITE',
        'CSeq: 8 REGISTER',
        `From: <sip:other@${from}>;tag=2234923`,
        `To: <sip:other@${pbx}>`,
        'Max-Forwards: 5',
        'Content-Type: text/plain',
      ],
    }),
    mcl01: request('mcl01', { more: ['Content-Length: 13', 'Content-Length: 5'], body: 'There is none' }),
    bcast: response('bcast', 'SIP/2.0 200 OK', '255.255.255.255'),
  };

  return [
    ...Object.entries(valid).map(([name, text]) => ({ name, answered: true, text })),
    ...Object.entries(invalid).map(([name, text]) => ({ name, answered: false, text })),
  ];
}
