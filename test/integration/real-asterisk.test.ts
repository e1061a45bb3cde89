import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { main } from '../../lib/cli/main';
import type { RunningAsterisk } from '../../lib/testing/real-asterisk';
import {
  amiTestManagerConf,
  cacheDirectory,
  AsteriskExitedError,
  startAsterisk,
} from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { tinyConfiguration } from './support/tiny-configuration';

describeEveryAsterisk((provider) => {
  let directory: string;
  let asterisk: RunningAsterisk | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-test-'));
    for (const [name, text] of tinyConfiguration) {
      writeFileSync(join(directory, name), text);
    }
  });

  afterEach(async () => {
    await asterisk?.stop();
    asterisk = undefined;
    rmSync(directory, { recursive: true });
  });

  async function boot(readOnlyRoot = false): Promise<RunningAsterisk> {
    const overlay = new Map([['manager.conf', amiTestManagerConf]]);
    asterisk = await startAsterisk({ provider, configDirectory: directory, overlay, readOnlyRoot });
    await asterisk.booted();
    return asterisk;
  }

  test.each([false, true])(
    'boots a clean configuration without a problem, read-only root: %s',
    async (readOnlyRoot) => {
      const running = await boot(readOnlyRoot);
      expect(running.problems()).toEqual([]);
      expect(await running.cli('core show version')).toContain(`Asterisk ${provider.version.full}`);
      expect(await running.cli('dialplan show test')).toContain('Hangup()');
      const writable = await running.run(['sh', '-c', ': > /etc/passwd']);
      expect(writable.code === 0).toBe(!readOnlyRoot);
    },
  );

  test('runs as the user asterisk', async () => {
    const { stdout } = await (await boot()).run(['sh', '-c', 'stat -c %U /run/asterisk/asterisk.ctl']);
    expect(stdout.trim()).toBe('asterisk');
  });

  test.each([false, true])('goes on with its state where that is kept, read-only root: %s', async (readOnlyRoot) => {
    const stateDirectory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-state-'));
    const start = async (): Promise<RunningAsterisk> => {
      asterisk = await startAsterisk({ provider, configDirectory: directory, readOnlyRoot, stateDirectory });
      await asterisk.booted();
      return asterisk;
    };
    try {
      const first = await start();
      await first.cli('database put family key kept');
      await first.run(['sh', '-c', 'echo spoken > /var/spool/asterisk/message']);
      // It writes its database once a second.
      await sleep(1500);
      await first.stop();
      const second = await start();
      expect(await second.cli('database get family key')).toContain('Value: kept');
      expect((await second.run(['cat', '/var/spool/asterisk/message'])).stdout).toBe('spoken\n');
      expect(second.problems()).toEqual([]);
    } finally {
      await asterisk?.stop();
      rmSync(stateDirectory, { recursive: true });
    }
  });

  test('names the problems of a broken configuration', async () => {
    writeFileSync(join(directory, 'modules.conf'), '[modules]\nautoload=no\nload=no_such_module.so\n');
    writeFileSync(join(directory, 'cdr.conf'), '[general]\nno_such_option=1\n');
    rmSync(join(directory, 'udptl.conf'));
    const complaints = (await boot())
      .problems()
      .map(({ severity, file = '', message }) => `${severity} ${file} ${message}`);
    expect(complaints).toEqual([
      expect.stringMatching(/^error {2}Could not find option .*no_such_option/),
      expect.stringMatching(/^error cdr.conf /),
      expect.stringMatching(/^error udptl.conf /),
      expect.stringMatching(/^error {2}.*no_such_module/),
    ]);
  });

  test('says so when Asterisk exits early', async () => {
    writeFileSync(join(directory, 'modules.conf'), '[modules]\nautoload=no\nrequire=no_such_module.so\n');
    const failure = await boot().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AsteriskExitedError);
    expect((failure as AsteriskExitedError).message).toContain('no_such_module');
  });

  test('serves many actions, large ones included, on one manager connection', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `key${index}=${'x'.repeat(100)}`);
    writeFileSync(join(directory, 'large.conf'), `[large]\n${lines.join('\n')}\n`);
    const ami = await (await boot()).ami();
    const large = await ami.action({ Action: 'GetConfig', Filename: 'large.conf' });
    expect(large.fields.filter(([name]) => name.startsWith('Line-')).map(([, value]) => value)).toEqual(lines);
    for (let count = 0; count < 100; count++) {
      expect((await ami.action({ Action: 'Ping' })).ok).toBe(true);
    }
    const list = await ami.action({ Action: 'ShowDialPlan', Context: 'test' });
    expect(list.events.length).toBeGreaterThan(0);
    expect((await ami.action({ Action: 'GetConfig', Filename: 'none.conf' })).ok).toBe(false);
  });

  if (provider.kind === 'rootfs') {
    test('leaves no process, namespace or mount behind', async () => {
      const running = await boot();
      const inside = await running.run(['readlink', '/proc/1/ns/net']);
      const [namespace = ''] = /\d+/.exec(inside.stdout) ?? [];
      const started = descendantsOf(String(process.pid));
      expect(namespaces()).toContain(namespace);
      await running.stop();
      expect(running.exited).toBe(true);
      expect(started.filter(isAlive)).toEqual([]);
      expect(namespaces()).not.toContain(namespace);
      expect(read('/proc/self/mountinfo')).not.toContain(cacheDirectory('mount'));
    });

    test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('dies with a process that is ended by %s', async (signal) => {
      const program = join(__dirname, 'support/boot-and-wait.ts');
      const child = spawn(process.execPath, ['-r', 'tsx/cjs', program, String(provider.version), directory]);
      await once(child.stdout, 'data');
      const started = descendantsOf(String(child.pid));
      expect(started.map((pid) => read(`/proc/${pid}/comm`).trim())).toContain('asterisk');
      child.kill(signal);
      await once(child, 'close');
      for (let waited = 0; waited < 100 && started.some(isAlive); waited++) {
        await sleep(20);
      }
      expect(started.filter(isAlive)).toEqual([]);
    });

    test('joins a network namespace that exists', async () => {
      const name = `cdk8s-asterisk-${process.pid}`;
      execFileSync('ip', ['netns', 'add', name]);
      try {
        asterisk = await startAsterisk({ provider, configDirectory: directory, network: { namespace: name } });
        await asterisk.booted();
        const inside = await asterisk.run(['readlink', '/proc/1/ns/net']);
        expect(execFileSync('ip', ['netns', 'exec', name, 'readlink', '/proc/self/ns/net'], { encoding: 'utf8' })).toBe(
          inside.stdout,
        );
      } finally {
        await asterisk?.stop();
        execFileSync('ip', ['netns', 'delete', name]);
      }
    });
  }

  describe('cdk8s-asterisk boot', () => {
    async function cli(): Promise<{ code: number; stdout: string }> {
      let stdout = '';
      const io = { stdout: (text: string) => (stdout += text), stderr: () => undefined };
      const args = ['boot', directory, '--asterisk', String(provider.version), '--format', 'json'];
      return { code: await main(args, io), stdout };
    }

    test('exits with 0 for a clean directory', async () => {
      const { code, stdout } = await cli();
      expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { errors: 0, warnings: 0 } });
      expect(code).toBe(0);
    });

    test('exits with 1 for problems', async () => {
      rmSync(join(directory, 'udptl.conf'));
      const { code, stdout } = await cli();
      expect(JSON.parse(stdout)).toMatchObject({ findings: [{ rule: 'boot-error', file: 'udptl.conf' }] });
      expect(code).toBe(1);
    });

    test('exits with 1 when Asterisk exits early', async () => {
      writeFileSync(join(directory, 'modules.conf'), '[modules]\nautoload=no\nrequire=no_such_module.so\n');
      const { code, stdout } = await cli();
      expect(stdout).toContain('boot-exit');
      expect(code).toBe(1);
    });
  });
});

function processes(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: string): boolean {
  return /^State:\s+[^Z]/m.test(read(`/proc/${pid}/status`));
}

function descendantsOf(pid: string): string[] {
  const children = processes().filter((other) => parentOf(other) === Number(pid));
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);
}

function namespaces(): string[] {
  return execFileSync('lsns', ['--type', 'net', '--noheadings', '--output', 'NS'], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
}
