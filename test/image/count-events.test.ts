import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const script = join(__dirname, '../../lib/image/context/count-events');
const line = (event: string): string =>
  `[Nov 25 12:00:00] SECURITY[9] res_security_log.c: SecurityEvent="${event}",Service="PJSIP"\n`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const at = (name: string): string => join(directory, name);
const metrics = (): string => readFileSync(at('counted.plain'), 'utf8');
const events = (event: string): number => Number(new RegExp(`event="${event}"} (\\d+)`).exec(metrics())?.[1]);
const args = (...more: string[]): string[] => [script, at('security'), at('status'), at('counted.plain'), ...more];

test('without a log what is asked about is 0, and nothing is said of reloads', () => {
  expect(spawnSync('/bin/sh', args(), { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  expect(events('InvalidAccountID')).toBe(0);
  expect(metrics()).not.toContain('asterisk_config_refused');
});

test('counts events by their kind', () => {
  writeFileSync(at('security'), line('InvalidAccountID').repeat(3) + line('SuccessfulAuth') + 'something else\n');
  writeFileSync(at('status'), 'result loaded\n');
  spawnSync('/bin/sh', args());
  expect([events('InvalidAccountID'), events('SuccessfulAuth'), events('FailedACL')]).toEqual([3, 1, 0]);
  expect(metrics()).toMatch(/^asterisk_config_refused 0$/m);
  writeFileSync(at('status'), 'result refused\n');
  spawnSync('/bin/sh', args());
  expect(metrics()).toMatch(/^asterisk_config_refused 1$/m);
});

test('goes on counting while the log grows, is emptied and grows again, and empties it when it is long', async () => {
  const child = spawn('/bin/sh', args('0.05'), { stdio: 'ignore' });
  try {
    const until = async (count: number): Promise<void> => {
      for (let waited = 0; waited < 10_000; waited += 20) {
        await sleep(20);
        try {
          if (events('FailedACL') === count) return;
        } catch {
          // Not written yet.
        }
      }
      throw new Error(`${events('FailedACL')} instead of ${count}`);
    };
    writeFileSync(at('security'), line('FailedACL'));
    await until(1);
    appendFileSync(at('security'), line('FailedACL').repeat(2));
    await until(3);
    writeFileSync(at('security'), line('FailedACL'));
    await until(4);
    appendFileSync(at('security'), line('FailedACL').repeat(20_000));
    await until(20_004);
    await sleep(200);
    expect(statSync(at('security')).size).toBe(0);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

test('says how it is called', () => {
  expect(spawnSync('/bin/sh', [script], { encoding: 'utf8' })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('usage: count-events') as string,
  });
});
