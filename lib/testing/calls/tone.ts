/** Samples per second of telephone audio (G.711). */
export const SAMPLE_RATE = 8000;

/** Samples in a tenth of a second: as much as is listened to at a time. */
const WINDOW = SAMPLE_RATE / 10;

/** Below this mean power, of samples from -32768 to 32767, there is silence. */
const SILENCE = 1000;

/** How much of a window's power must lie at one frequency for it to be that tone, and nothing else. */
const SHARE = 0.8;

/**
 * How long each of these tones is heard in the audio, in seconds; what is none of them counts as `0`, silence does not count.
 *
 * @param samples linear, 16 bits, 8000 per second
 * @param frequencies in Hz
 */
export function tonesIn(samples: Int16Array, frequencies: readonly number[]): ReadonlyMap<number, number> {
  const heard = new Map<number, number>();
  for (let start = 0; start + WINDOW <= samples.length; start += WINDOW) {
    const window = samples.subarray(start, start + WINDOW);
    const total = window.reduce((sum, sample) => sum + sample * sample, 0);
    if (total / WINDOW < SILENCE) {
      continue;
    }
    const tone = frequencies.find((frequency) => power(window, frequency) / total > SHARE) ?? 0;
    heard.set(tone, Math.round((heard.get(tone) ?? 0) * 10 + 1) / 10);
  }
  return heard;
}

/** The part of a window's energy that is at a frequency. Source: Goertzel's algorithm. */
function power(window: Int16Array, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
  let [last, before] = [0, 0];
  for (const sample of window) {
    [last, before] = [sample + coefficient * last - before, last];
  }
  return ((last * last + before * before - coefficient * last * before) * 2) / window.length;
}

/** Linear samples of A-law bytes. Source: ITU-T G.711. */
export function fromAlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => {
    const value = byte ^ 0x55;
    const exponent = (value >> 4) & 7;
    const mantissa = ((value & 15) << 4) + 8;
    const level = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
    return (value & 128) === 0 ? -level : level;
  });
}

/** Linear samples of µ-law bytes. Source: ITU-T G.711. */
export function fromUlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => {
    const value = ~byte & 255;
    const level = ((((value & 15) << 3) + 132) << ((value >> 4) & 7)) - 132;
    return (value & 128) === 0 ? level : -level;
  });
}

/** A-law bytes of a tone, for a player that takes them raw. */
export function alawTone(frequency: number, seconds: number): Uint8Array {
  return Uint8Array.from({ length: seconds * SAMPLE_RATE }, (_, index) =>
    toAlaw(Math.round(8000 * Math.sin((2 * Math.PI * frequency * index) / SAMPLE_RATE))),
  );
}

function toAlaw(sample: number): number {
  const sign = sample < 0 ? 0 : 128;
  const level = Math.min(Math.abs(sample), 32635);
  const exponent = level < 256 ? 0 : Math.floor(Math.log2(level)) - 7;
  const mantissa = exponent === 0 ? level >> 4 : (level >> (exponent + 3)) & 15;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}
