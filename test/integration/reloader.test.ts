import { rmSync } from 'node:fs';
import { App, Chart } from 'cdk8s';
import { application, AsteriskConfig } from '../../lib';
import { reloadList } from '../../lib/config/reload-plan';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';
import { addPhone } from './support/office';
import { PodReloader, type Mounted } from './support/pod-reloader';
import { renderedDirectory, type SecretValueOf } from './support/rendered-directory';
import { secretOf } from './support/test-house';

// Each look boots a second Asterisk, or two.
jest.setTimeout(90_000);

describeEveryAsterisk((provider) => {
  const { version } = provider;
  let asterisk: RunningAsterisk;
  let pod: PodReloader;

  function described(change: (config: AsteriskConfig) => void = () => undefined): Mounted {
    const config = new AsteriskConfig(new Chart(new App(), 'office'), 'config', { country: 'GB', version });
    addPhone(config, 'hall', '201');
    config.addFile('queues.conf', '[sales]\nstrategy=ringall\n');
    config.addFile('http.conf', '[general]\nenabled=yes\nbindaddr=127.0.0.1\n');
    change(config);
    return config.render();
  }

  /** As somebody would write it by hand: the library itself lets less of it through. */
  function written(file: string, change: (text: string) => string): Mounted {
    const mounted = described();
    const files = new Map(mounted.files).set(file, change(mounted.files.get(file) ?? ''));
    return { ...mounted, files, reloadList: reloadList(files, version) };
  }

  async function looked(mounted: Mounted, valueOf: SecretValueOf = secretOf) {
    await pod.mount(mounted, valueOf);
    return pod.look();
  }

  beforeAll(async () => {
    const before = described();
    const configDirectory = renderedDirectory(before, secretOf);
    try {
      asterisk = await startAsterisk({ provider, configDirectory, readOnlyRoot: true, user: '5060:5060' });
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
    await asterisk.booted();
    pod = await PodReloader.start(asterisk, before, secretOf);
  });
  afterAll(() => asterisk.stop());
  test('nothing to do', async () => {
    expect(await pod.look()).toEqual({
      code: 0,
      log: '',
      status: {
        result: 'loaded',
        generation: /^generation (\w+)/.exec(described().reloadList)?.[1],
        time: expect.stringMatching(/^\d+$/) as string,
      },
    });
  });

  test('a phone and an extension more', async () => {
    const look = await looked(
      described((config) => {
        addPhone(config, 'kitchen', '202');
        config.dialplan.context('internal').extension('*1', [application.Hangup()]);
      }),
    );
    expect(look).toMatchObject({ code: 0, status: { result: 'loaded' } });
    expect(look.log).toBe(
      'reload-config: loaded: extensions.conf pjsip.conf (module reload res_pjsip.so, module reload pbx_config.so)\n',
    );
    expect(await asterisk.cli('pjsip show endpoint kitchen')).toContain('Endpoint:  kitchen');
    expect(await asterisk.cli('dialplan show *1@internal')).toContain('Hangup');
  });

  test('a rotated password', async () => {
    await looked(described());
    const look = await looked(described(), () => 'another;secret');
    expect(look.log).toBe('reload-config: loaded: pjsip.conf (module reload res_pjsip.so)\n');
    expect(await pod.file('pjsip.conf')).toContain('another\\;secret');
    expect(await asterisk.cli('pjsip show auth hall')).toContain('another;secret');
  });

  test('a comment that Asterisk would read at the start only', async () => {
    await looked(described());
    const look = await looked(written('modules.conf', (text) => text.replace(/; .*/g, '; another reason')));
    expect(look).toMatchObject({ code: 0, log: '', status: { result: 'loaded' } });
    expect(await pod.file('modules.conf')).toContain('; another reason');
  });

  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'an option that no phone has',
      'pjsip.conf',
      (text) => `${text}[odd]\ntype=endpoint\nnonsense=1\n`,
      /'odd' from configuration file 'pjsip.conf' \(pjsip\.conf:\d+\)/,
    ],
    [
      'two of one name',
      'pjsip.conf',
      (text) => `${text}[hall]\ntype=endpoint\n`,
      /duplicate object: 'hall'.*\(pjsip\.conf:\d+\)/,
    ],
    [
      'a line that is none',
      'extensions.conf',
      (text) => `${text}nonsense\n`,
      /line \d+ of \/etc\/asterisk\/extensions.conf/,
    ],
    [
      'a step without its end',
      'extensions.conf',
      (text) => `${text}[x]\nexten=>1,1,Dial(\n`,
      /at line \d+ of extensions.conf/,
    ],
    ['a section without its end', 'queues.conf', (text) => `${text}[odd\n`, /no closing '\]'.*queues\.conf/i],
  ])('%s is refused, and the old state stays whole', async (_, file, change, message) => {
    const [files, state] = [await pod.file(file), await asterisk.cli('pjsip show endpoints')];
    const since = asterisk.log.length;
    const look = await looked(written(file, change));
    expect(look).toMatchObject({ code: 1, status: { result: 'refused' } });
    expect(look.log).toMatch(/^reload-config: refused: (WARNING|ERROR) /);
    expect(look.log).toMatch(message);
    expect(look.status.reason).toBeDefined();
    expect(await pod.file(file)).toBe(files);
    expect(await asterisk.cli('pjsip show endpoints')).toBe(state);
    // It has not even been told.
    expect(asterisk.log.slice(since)).toBe('');
  });

  test('what only the running Asterisk complains of is put back', async () => {
    // The check has its web server elsewhere.
    const look = await looked(written('http.conf', (text) => text.replace('127.0.0.1', '192.0.2.99')));
    expect(look).toMatchObject({ code: 1, status: { result: 'refused' } });
    expect(look.log).toContain('Unable to bind');
    expect(await pod.file('http.conf')).toContain('127.0.0.1');
    expect(await asterisk.cli('http show status')).toContain('127.0.0.1:8088');
  });

  test('no secret is in what is said of a refusal', async () => {
    // An option that wants a number, which Asterisk shows when it finds none.
    const odd = '[odd]\ntype=endpoint\nrtp_timeout=«secret:sip-passwords/hall»\n';
    const look = await looked(
      written('pjsip.conf', (text) => text + odd),
      () => 'visible-secret',
    );
    expect(look).toMatchObject({ code: 1, status: { result: 'refused' } });
    expect(look.log).toContain('rtp_timeout=***');
    expect(`${look.log}${JSON.stringify(look.status)}`).not.toContain('visible');
  });

  test('a Secret that no file can carry is refused', async () => {
    const look = await looked(described(), () => 'two\nlines\n');
    expect(look).toMatchObject({ code: 1, status: { result: 'refused' } });
    expect(look.log).toContain("secret 'sip-passwords', key 'hall' has a line break");
  });

  test('what has been complained of all along keeps nothing out', async () => {
    const odd = (text: string) => `${text}[odd]\ntype=endpoint\nnonsense=1\n`;
    await asterisk.write('pjsip.conf', odd(await pod.file('pjsip.conf')));
    const mounted = written('pjsip.conf', (text) => odd(text).replace('[hall]', '[hall]\nmailboxes=201'));
    expect((await looked(mounted)).status.reason).not.toContain('nonsense');
  });

  test('what wants a restart waits for it, with all that came with it', async () => {
    const files = await pod.file('extensions.conf');
    const look = await looked(
      described((config) => {
        config.pjsip.transport('udp6').set({ tos: 'cs3' });
        config.dialplan.context('internal').extension('*2', [application.Hangup()]);
      }),
    );
    expect(look).toMatchObject({ code: 3, status: { result: 'waiting' } });
    expect(look.log).toMatch(/^reload-config: waiting: changed files want a restart.*extensions\.conf/);
    expect(await pod.file('extensions.conf')).toBe(files);
  });

  test('ConfigMaps of two generations wait for each other', async () => {
    const mounted = described();
    const look = await looked({ ...mounted, files: new Map(mounted.files).set('.reload-2', 'generation other\n') });
    expect(look).toMatchObject({ code: 3, status: { reason: 'the ConfigMaps are not of one generation yet' } });
  });

  test('a reloader that was killed half-way puts the old files back, and begins anew', async () => {
    expect(await looked(described())).toMatchObject({ code: 0 });
    const old = await pod.file('pjsip.conf');
    const half = [
      'cd /etc/asterisk && mkdir .old && cp pjsip.conf .reload .old/ && echo pjsip.conf >.old/.changed',
      'echo module reload res_pjsip.so >.old/.commands && echo "; broken" >pjsip.conf && chown -R --reference=. .old',
    ];
    expect((await asterisk.run(['sh', '-ec', half.join('\n')])).stderr).toBe('');
    expect(await pod.look()).toMatchObject({ code: 0, log: '', status: { result: 'loaded' } });
    expect(await pod.file('pjsip.conf')).toBe(old);
    expect((await asterisk.run(['ls', '-A', '/etc/asterisk'])).stdout).not.toContain('.old');
  });

  test('leaves nothing behind', async () => {
    await looked(described((config) => addPhone(config, 'porch', '203')));
    const { stdout } = await asterisk.run(['sh', '-c', 'ls -A /etc/asterisk /run/asterisk']);
    expect(stdout.split('\n').filter((name) => /^\.|\.log/.test(name))).toEqual(['.known', '.reload', '.reload-lock']);
    const { stdout: processes } = await asterisk.run(['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
    expect(processes.match(/asterisk -f/g)).toHaveLength(1);
  });
});
