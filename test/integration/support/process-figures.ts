import type { RunningAsterisk } from '../../../lib/testing/real-asterisk';

/** What Asterisk has used. */
export interface ProcessFigures {
  /** Since it started, in seconds. */
  readonly cpu: number;
  /** Now, in kibibytes. */
  readonly memory: number;
}

/** What Asterisk's process has used of the machine, as the kernel says. */
export async function processFigures(asterisk: RunningAsterisk): Promise<ProcessFigures> {
  const script = 'cd /proc/$(cat /run/asterisk/asterisk.pid) && getconf CLK_TCK && cat stat status';
  const { stdout } = await asterisk.run(['sh', '-c', script]);
  const [ticks, stat = ''] = stdout.split('\n');
  // Behind the name, which stands in brackets: user time is number 14, system time number 15 (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const memory = Number(/^VmRSS:\s+(\d+) kB$/m.exec(stdout)?.[1]);
  const cpu = (Number(fields[11]) + Number(fields[12])) / Number(ticks);
  if (Number.isNaN(cpu + memory)) {
    throw new Error(`the figures of Asterisk's process are not to be had:\n${stdout}`);
  }
  return { cpu, memory };
}
