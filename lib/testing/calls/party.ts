import { setTimeout as sleep } from 'node:timers/promises';
import type { Capture } from './capture';
import { tonesIn } from './tone';

/** Who takes part in a call, and what its network sees. */
export interface Party {
  readonly name: string;
  /** The tone that it sends, in Hz. */
  readonly tone: number;
  /** Its addresses. */
  readonly addresses: readonly string[];
  readonly capture: Capture;

  /** How long it has heard each tone since then, in seconds; what is none of them counts as 0. */
  heard(frequencies: readonly number[], since: number): ReadonlyMap<number, number>;
}

/** What is expected of the audio of a call. */
export interface Audio {
  /** Who hears whom, and nobody else. */
  readonly parties: readonly [Party, Party];
  /** The addresses of the PBX: whatever else sends audio is a stranger. */
  readonly pbx: readonly string[];
  /** When the call began, in seconds since 1970: what was before is not asked. */
  readonly since: number;
}

/** How long a tone must be heard, in seconds. */
const ENOUGH = 1;

/** Foreign sounds up to this many seconds are the edges of tones. */
const EDGE = 0.3;

/**
 * Waits until the parties of a call hear each other, and says what is wrong with what they hear; nothing where all is well.
 *
 * Each hears the other's tone and nothing else; audio comes from the PBX only, and is asked for by no other address.
 */
export async function audioProblems(audio: Audio, timeout = 8000): Promise<readonly string[]> {
  const end = performance.now() + timeout;
  for (;;) {
    const problems = problemsOf(audio);
    if (problems.length === 0 || performance.now() > end) {
      return problems;
    }
    await sleep(200);
  }
}

function problemsOf({ parties: [one, other], pbx, since }: Audio): readonly string[] {
  return [[one, other] as const, [other, one] as const].flatMap(([listener, speaker]) => [
    ...hearing(listener, speaker, listener.heard([listener.tone, speaker.tone], since)),
    ...strangers(listener, pbx, since),
    ...detours(listener, pbx, since),
  ]);
}

function hearing(listener: Party, speaker: Party, heard: ReadonlyMap<number, number>): readonly string[] {
  const seconds = heard.get(speaker.tone) ?? 0;
  const foreign = [...heard].filter(([tone, length]) => tone !== speaker.tone && length > EDGE);
  return [
    ...(seconds < ENOUGH ? [`${listener.name} hears ${speaker.name}'s tone for ${seconds} s only`] : []),
    ...foreign.map(([tone, length]) => `${listener.name} hears ${tone === 0 ? 'noise' : 'itself'} for ${length} s`),
  ];
}

/** What arrived at these addresses since then: how long each tone, in seconds. */
export function heardOnTheWire(
  { capture, addresses }: Pick<Party, 'capture' | 'addresses'>,
  frequencies: readonly number[],
  since: number,
): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const { samples } of arriving({ capture, addresses }, since)) {
    for (const [tone, seconds] of tonesIn(samples, frequencies)) {
      sum.set(tone, Math.round(((sum.get(tone) ?? 0) + seconds) * 10) / 10);
    }
  }
  return sum;
}

function strangers(listener: Party, pbx: readonly string[], since: number): readonly string[] {
  return [...new Set(arriving(listener, since).map(({ source }) => source.address))]
    .filter((address) => !pbx.includes(address))
    .map((address) => `${listener.name} receives audio from ${address}, which is not the PBX`);
}

/** The SDP that arrived names where audio is to be sent: were that not the PBX, it would have been translated, or led past it. */
function detours(listener: Party, pbx: readonly string[], since: number): readonly string[] {
  const asked = listener.capture
    .messages(since)
    .filter(({ destination }) => listener.addresses.includes(destination.address))
    .flatMap(({ media }) => media?.address ?? []);
  return [...new Set(asked)]
    .filter((address) => !pbx.includes(address))
    .map((address) => `${listener.name} is told to send audio to ${address}, which is not the PBX`);
}

/** Streams of which something arrived since then, cut there. */
function arriving({ capture, addresses }: Pick<Party, 'capture' | 'addresses'>, since: number) {
  return capture.streams(since).filter(({ destination }) => addresses.includes(destination.address));
}
