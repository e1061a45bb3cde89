import { existsSync, readFileSync } from 'node:fs';

/**
 * The samples of a WAV file, as far as it is written: 16 bits, one channel, 8000 per second; none where there is no file.
 *
 * @throws Error for another kind of file
 */
export function readWav(path: string): Int16Array {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (bytes.length < 44) {
    return new Int16Array();
  }
  const [channels, rate, bits] = [bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)];
  if (channels !== 1 || rate !== 8000 || bits !== 16) {
    throw new Error(
      `${path} has ${channels} channels, ${rate} samples per second of ${bits} bits: 1, 8000 and 16 are needed`,
    );
  }
  // While it is being written, the length in its header is not yet right: what follows the header is audio.
  const data = bytes.subarray(bytes.indexOf('data') + 8);
  return Int16Array.from({ length: Math.floor(data.length / 2) }, (_, index) => data.readInt16LE(index * 2));
}
