import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { application, AsteriskApp, type AsteriskConfig } from '../../lib';
import { main } from '../../lib/cli/main';
import type { RenderedConfiguration } from '../../lib/config/configuration';
import { startAsterisk, type RunningAsterisk } from '../../lib/testing/real-asterisk';
import { config, pbx, phone } from '../support/pbx';
import { describeEveryAsterisk } from './support/asterisk';
import { FULL } from './support/full';
import { PodReloader } from './support/pod-reloader';
import { renderedDirectory } from './support/rendered-directory';
import { secretOf } from './support/test-house';

const CALLS = FULL ? 50 : 10;

/** What somebody changes, and what it is. */
const CHANGES: readonly (readonly [
  what: string,
  is: 'reload' | 'restart',
  change: (config: AsteriskConfig) => void,
])[] = [
  ['nothing', 'reload', () => undefined],
  ['a phone more', 'reload', (files) => phone(files, 'porch', '203')],
  [
    'an option of a phone',
    'reload',
    (files) => {
      files.pjsip.endpoint('hall').set({ callerid: '"Lobby" <201>' });
    },
  ],
  [
    'an option of a phone for which another module stands',
    'restart',
    (files) => {
      files.pjsip.endpoint('hall').set({ mailboxes: '201@default' });
    },
  ],
  [
    'an extension',
    'reload',
    (files) => {
      files.dialplan.context('internal').extension('*2', [application.Answer(), application.Hangup()]);
    },
  ],
  [
    'ports of audio, and who may manage',
    'reload',
    (files) => {
      files.file('rtp.conf').section('general').set({ rtpstart: 12000, rtpend: 12999 });
      files.file('manager.conf').section('me').set({ secret: 'experiment', read: 'all' });
    },
  ],
  [
    'a transport',
    'restart',
    (files) => {
      files.pjsip.transport('udp6').set({ tos: 'cs3' });
    },
  ],
  [
    'an application of another module, with an extension',
    'restart',
    (files) => {
      files.dialplan.context('internal').extension('*3', [application.SayUnixTime()]);
    },
  ],
  [
    'a limit of Asterisk itself',
    'restart',
    (files) => {
      files.file('asterisk.conf').section('options').set({ maxcalls: 50 });
    },
  ],
];

describeEveryAsterisk((provider) => {
  const { version } = provider;
  const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-diff-'));
  let asterisk: RunningAsterisk;
  let pod: PodReloader;
  let count = 0;

  /** What `cdk8s synth` leaves, and the same as the pod gets it. */
  function synth(change: (config: AsteriskConfig) => void): { outdir: string; mounted: RenderedConfiguration } {
    const outdir = join(directory, String(++count));
    const app = new AsteriskApp({ outdir });
    const chart = new Chart(app, 'house');
    const files = config(chart, { version });
    phone(files, 'hall', '201');
    files.dialplan.context('calls').extension('1', [application.Answer(), application.Wait(600)]);
    change(files);
    const { rendered } = pbx(chart, { config: files });
    app.synth();
    return { outdir, mounted: rendered };
  }

  // All at once: whoever changes the image's scripts meanwhile has changed the image too.
  const before = synth(() => undefined);
  const changes = CHANGES.map(([what, is, change]) => [what, is, synth(change)] as const);

  beforeAll(async () => {
    const configDirectory = renderedDirectory(before.mounted, secretOf);
    try {
      asterisk = await startAsterisk({ provider, configDirectory, readOnlyRoot: true, user: '5060:5060' });
    } finally {
      rmSync(configDirectory, { recursive: true });
    }
    await asterisk.booted();
    await asterisk.cli('module load res_clioriginate.so');
    pod = await PodReloader.start(asterisk, before.mounted, secretOf);
    for (let call = 0; call < CALLS; call++) {
      await asterisk.cli('channel originate Local/1@calls application Wait 600');
    }
  }, 120_000);
  afterAll(async () => {
    await asterisk.stop();
    rmSync(directory, { recursive: true });
  });

  test.each(changes)(
    'the pod does what is said of a change: %s, by %s',
    async (_, is, after) => {
      let said = '';
      const io = { stdout: (text: string) => void (said += text), stderr: (text: string) => void (said += text) };
      const restart = is === 'restart';
      expect({ code: await main(['diff', before.outdir, after.outdir], io), said }).toMatchObject({
        code: restart ? 1 : 0,
      });
      await pod.mount(after.mounted, secretOf);
      expect(await pod.look()).toMatchObject(
        restart ? { code: 3, status: { result: 'waiting' } } : { code: 0, status: { result: 'loaded' } },
      );
      // The next change is one of the old files: of what waits nothing was loaded, and nothing is to be taken back.
      if (!restart) {
        await pod.mount(before.mounted, secretOf);
        expect(await pod.look()).toMatchObject({ code: 0, status: { result: 'loaded' } });
      }
      expect(await asterisk.cli('core show channels')).toMatch(new RegExp(`^${2 * CALLS} active channels`, 'm'));
    },
    60_000,
  );
});
