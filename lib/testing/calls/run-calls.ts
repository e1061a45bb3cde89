import { setTimeout as sleep } from 'node:timers/promises';
import type { BaresipPhone } from './baresip-phone';
import type { CallNetwork } from './call-network';
import type { PlannedCall } from './call-plan';
import type { VoipProvider } from './voip-provider';
import { audioProblems, type Party } from './party';
import { hangUpAll } from './hang-up-all';
import { now } from './pcap';

/** What became of a call. */
export interface CallResult {
  readonly name: string;
  readonly line: number;
  /** What was not as it should be; nothing where all was. */
  readonly problems: readonly string[];
  /** Whether both ends were heard at the other. */
  readonly audio: 'both ways' | 'none' | 'not as planned';
}

/** How long a phone may take to ring, in milliseconds; without a call to ring for, this long is waited too. */
const PATIENCE = 5000;

/** How much later than the first another phone may ring, in milliseconds. */
const MOMENT = 500;

/** Makes the calls of a plan, one after the other. */
export async function runCalls(network: CallNetwork, calls: readonly PlannedCall[]): Promise<readonly CallResult[]> {
  const results: CallResult[] = [];
  for (const call of calls) {
    for (const phone of network.phones.values()) {
      await phone.forget();
    }
    const since = now();
    const problems = await problemsOf(network, call, since).catch((error: unknown) => [
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    ]);
    const heard = call.answers !== undefined || call.trunk !== undefined;
    const audio = !heard ? 'none' : problems.length > 0 ? 'not as planned' : 'both ways';
    results.push({ name: call.name, line: call.line, problems, audio });
    if (network.asterisk !== undefined) await hangUpAll(network.asterisk);
  }
  return results;
}

async function problemsOf(network: CallNetwork, call: PlannedCall, since: number): Promise<readonly string[]> {
  const caller = network.phones.get(call.from);
  const provider = network.trunks.get(call.from);
  if (caller !== undefined) {
    await caller.dial(call.to);
  } else if (provider !== undefined) {
    const { username = '', registers = false } = network.described.get(call.from) ?? {};
    await registered(network, call.from, provider);
    await provider.call({
      account: username,
      caller: call.caller ?? '+441632960999',
      ...(registers ? {} : { to: call.to }),
    });
  }
  const from: Party | undefined = caller ?? provider;
  if (from === undefined) {
    return [`${call.from} is neither a phone nor a trunk`];
  }
  if (call.refused !== undefined) {
    return refusal(network, call, call.refused, caller, since);
  }
  const ringing = await Promise.all(
    call.rings.map(async (name) => ((await rings(network.phones.get(name))) ? [] : [`${name} does not ring`])),
  );
  const wrong = () =>
    [...network.phones]
      .filter(([name, phone]) => !call.rings.includes(name) && phone.has(/CALL_INCOMING/))
      .map(([name]) => `${name} rings, and must not`);
  const problems = [...ringing.flat(), ...wrong()];
  if (problems.length > 0) {
    return problems;
  }
  const further = await outcomeOf(network, call, from, since);
  // Others may ring a moment later.
  return [...further, ...wrong()];
}

async function outcomeOf(
  network: CallNetwork,
  call: PlannedCall,
  from: Party,
  since: number,
): Promise<readonly string[]> {
  const other = call.answers === undefined ? undefined : network.phones.get(call.answers);
  if (other !== undefined) {
    await other.accept();
    return audioProblems({ parties: [from, other], pbx: network.pbx, since });
  }
  const trunk = call.trunk === undefined ? undefined : network.trunks.get(call.trunk);
  if (trunk !== undefined) {
    return goesOut(network, call, [from, trunk], since);
  }
  await sleep(MOMENT);
  return [];
}

async function goesOut(
  network: CallNetwork,
  { trunk = '', number }: PlannedCall,
  parties: readonly [Party, Party],
  since: number,
): Promise<readonly string[]> {
  const [, provider] = parties;
  const invite = await provider.capture
    .message('INVITE', ({ method, time }) => method === 'INVITE' && time >= since, PATIENCE)
    .catch(() => undefined);
  if (invite === undefined) {
    return [`nothing goes out through ${trunk}`];
  }
  const sent = /^sips?:([^@;]*)/.exec(invite.uri ?? '')?.[1] ?? '';
  return [
    ...(number === undefined || sent === number ? [] : [`${trunk} is sent ${sent}, not ${number}`]),
    ...(await audioProblems({ parties, pbx: network.pbx, since })),
  ];
}

async function refusal(
  network: CallNetwork,
  call: PlannedCall,
  code: number,
  caller: BaresipPhone | undefined,
  since: number,
): Promise<readonly string[]> {
  const party = caller ?? network.trunks.get(call.from);
  const answer = await party?.capture
    .message(
      'final answer',
      (message) =>
        message.time >= since &&
        (message.code ?? 0) >= 300 &&
        message.code !== 401 &&
        isForInvite(message.header('CSeq')),
      PATIENCE,
    )
    .catch(() => undefined);
  const rang = [...network.phones].filter(([, phone]) => phone.has(/CALL_INCOMING/)).map(([name]) => name);
  const out = [...network.trunks].filter(
    ([name, trunk]) => name !== call.from && trunk.capture.messages(since).some(({ method }) => method === 'INVITE'),
  );
  return [
    ...(answer?.code === code ? [] : [`the answer is ${String(answer?.code ?? 'none')}, not ${code}`]),
    ...rang.map((name) => `${name} rings, and must not`),
    ...out.map(([name]) => `the call goes out through ${name}`),
  ];
}

function isForInvite(sequence: string | undefined): boolean {
  return sequence?.endsWith(' INVITE') === true;
}

async function rings(phone: BaresipPhone | undefined): Promise<boolean> {
  return (await phone?.event(/CALL_INCOMING/, PATIENCE).catch(() => undefined)) !== undefined;
}

/** Waits until a provider can call; one that we do not register at always can. */
async function registered(network: CallNetwork, trunk: string, provider: VoipProvider): Promise<void> {
  const end = performance.now() + 6 * PATIENCE;
  const { registers = false, username = '' } = network.described.get(trunk) ?? {};
  while (registers) {
    // The provider is asked, who has no other customer.
    if ((await provider.contacts()).includes(` ${username}/`)) return;
    if (performance.now() > end) throw new Error(`the PBX does not register at ${trunk}`);
    await sleep(100);
  }
}
