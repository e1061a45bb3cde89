import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningAsterisk } from '../real-asterisk';

/** Ends every call, and waits until no channel is left, for five seconds at most. */
export async function hangUpAll(asterisk: RunningAsterisk): Promise<void> {
  await asterisk.cli('channel request hangup all');
  for (let tries = 0; tries < 100; tries++) {
    if ((await asterisk.cli('core show channels count')).startsWith('0 active channels')) return;
    await sleep(50);
  }
}
