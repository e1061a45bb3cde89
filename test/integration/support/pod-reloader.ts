import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { RenderedConfiguration } from '../../../lib/config/configuration';
import type { RunningAsterisk } from '../../../lib/testing/real-asterisk';
import type { SecretValueOf } from './rendered-directory';

const CONTEXT = join(__dirname, '../../../lib/image/context');
const SCRIPTS = ['render-config', 'reload-config', 'drain'];

/** Where the scripts and the volumes are: what the pod has elsewhere is read-only here. */
const HOME = '/tmp/pod';
const MOUNTS = [`${HOME}/config`, `${HOME}/secrets`] as const;

/** What is mounted into the pod. */
export type Mounted = Pick<RenderedConfiguration, 'files' | 'secrets' | 'reloadList'>;

/** How a look of the reloader ended. */
export interface Look {
  readonly code: number;
  /** What it wrote to its log. */
  readonly log: string;
  /** What it left in `/run/asterisk/reload-status`, by the first word of each line. */
  readonly status: Readonly<Record<string, string>>;
}

/** The containers of the pod besides Asterisk's own: their scripts, as their user, over volumes as the kubelet makes them. */
export class PodReloader {
  private count = 0;

  private constructor(
    private readonly asterisk: RunningAsterisk,
    private readonly ids: string,
  ) {}

  /** Puts scripts and volumes beside a running Asterisk, and renders as the init container does. */
  static async start(asterisk: RunningAsterisk, mounted: Mounted, valueOf: SecretValueOf): Promise<PodReloader> {
    const { stdout } = await asterisk.run(['stat', '-c', '%u:%g', '/etc/asterisk']);
    const pod = new PodReloader(asterisk, stdout.trim());
    await pod.shell(`mkdir -p ${HOME} ${MOUNTS.join(' ')} && chmod -R 0755 ${HOME}`);
    await pod.write(new Map(SCRIPTS.map((name) => [`${HOME}/${name}`, readFileSync(join(CONTEXT, name), 'utf8')])));
    await pod.mount(mounted, valueOf);
    await pod.run(['render-config', ...MOUNTS, '/etc/asterisk']);
    return pod;
  }

  /** What is mounted is another now, as when the kubelet has seen a change. */
  async mount({ files, secrets, reloadList }: Mounted, valueOf: SecretValueOf): Promise<void> {
    const version = `..${String(++this.count)}`;
    const volumes = new Map<string, Map<string, string>>([[MOUNTS[0], new Map([...files, ['.reload', reloadList]])]]);
    for (const { name, key } of secrets) {
      const volume = volumes.get(`${MOUNTS[1]}/${name}`) ?? new Map<string, string>();
      volumes.set(`${MOUNTS[1]}/${name}`, volume.set(key, valueOf(key, name)));
    }
    const written = [...volumes].flatMap(([volume, texts]) =>
      [...texts].map(([name, text]) => [`${volume}/${version}/${name}`, text] as const),
    );
    await this.write(new Map(written));
    const link = (name: string) => `[ -e ${name} ] || ln -s ..data/${name} ${name}`;
    const steps = [...volumes].flatMap(([volume, texts]) => [
      `cd ${volume}`,
      `ln -s ${version} ..data_tmp`,
      'mv -T ..data_tmp ..data',
      ...[...texts.keys()].map(link),
      // As the kubelet does: the old version goes, and so do links to what is no more.
      `find . -mindepth 1 -maxdepth 1 -name '..[0-9]*' ! -name '${version}' -exec rm -r {} +`,
      'find . -xtype l -delete',
    ]);
    await this.shell(steps.join('\n'));
  }

  /** One look at what is mounted, to its end. */
  async look(): Promise<Look> {
    const { code, stdout, stderr } = await this.run(['reload-config', '--once', ...MOUNTS, '/etc/asterisk']);
    return { code, log: stdout + stderr, status: await this.status() };
  }

  /** One look, and the most that it has of memory at once, in kibibytes: its processes, and the files of its own in memory. */
  async measured(): Promise<readonly [look: Look, peak: number]> {
    // Whatever came later than Asterisk itself and belongs to its user.
    const sample = `for p in /proc/[0-9]*; do
      n=\${p#/proc/}; [ "$n" != "$(cat /run/asterisk/asterisk.pid)" ] && [ "$(stat -c %u $p)" = "$0" ] || continue
      awk '/^RssAnon/ { print $2 }' $p/status
    done; du -sk /etc/asterisk | cut -f1`;
    const sampling = `while [ ! -e /tmp/measured ]; do { ${sample}; } 2>/dev/null | awk '{ n += $1 } END { print n }'; sleep 0.1; done`;
    const [uid = ''] = this.ids.split(':');
    const samples = this.asterisk.run(['sh', '-c', sampling, uid], 120_000);
    const look = await this.look();
    await this.asterisk.run(['touch', '/tmp/measured']);
    const peak = Math.max(...(await samples).stdout.trim().split('\n').map(Number));
    return [look, peak];
  }

  /** Looks again and again for so many seconds, as the container does; what it wrote to its log. */
  async watch(seconds: number): Promise<string> {
    const command = this.asPod(['reload-config', ...MOUNTS, '/etc/asterisk']);
    const { stdout, stderr } = await this.asterisk.run(['timeout', String(seconds), ...command], 120_000);
    return stdout + stderr;
  }

  /** What the last look has left. */
  async status(): Promise<Readonly<Record<string, string>>> {
    const { stdout } = await this.asterisk.run(['cat', '/run/asterisk/reload-status']);
    return Object.fromEntries([...stdout.matchAll(/^(\w+) (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
  }

  /** The text of a file as Asterisk has it. */
  async file(name: string): Promise<string> {
    return (await this.asterisk.run(['cat', `/etc/asterisk/${name}`])).stdout;
  }

  /** Runs one of the scripts as its container does. */
  run(command: readonly [string, ...string[]], timeout = 120_000) {
    return this.asterisk.run(this.asPod(command), timeout);
  }

  /** As the pod's user, without any capability: the security context of the pod. */
  private asPod([script, ...args]: readonly string[]): readonly [string, ...string[]] {
    const [uid = '', gid = ''] = this.ids.split(':');
    return [
      ...(['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'] as const),
      ...['--inh-caps=-all', '--bounding-set=-all', 'sh', `${HOME}/${script ?? ''}`, ...args],
    ];
  }

  private async write(texts: ReadonlyMap<string, string>): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'cdk8s-asterisk-volumes-'));
    try {
      // Files only: directories of their own would bring modes of theirs.
      const names = [...texts.keys()].map((path) => relative(HOME, path));
      [...texts.values()].forEach((text, index) => {
        const path = join(directory, names[index] ?? '');
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text, { mode: 0o444 });
      });
      const { stdout: archive } = spawnSync('tar', ['-cz', '-C', directory, ...names]);
      const unpack = `printf %s "$1" | base64 -d | tar -xz --no-same-owner -C ${HOME}`;
      await this.shell(`umask 022; ${unpack}`, [archive.toString('base64')]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }

  private async shell(text: string, args: readonly string[] = []): Promise<void> {
    const { code, stderr } = await this.asterisk.run(['sh', '-ec', text, 'sh', ...args]);
    if (code !== 0 || stderr !== '') {
      throw new Error(`${stderr}in the script:\n${text.slice(0, 500)}`);
    }
  }
}
