import type { ConfigFile } from './config-file';
import type { FileOf } from './configuration';
import type { LogFormat } from './log-format';
import type { PortRange } from './port-range';
import type { Tones } from './tones';

/** What the files say that every PBX has, whatever its phones and trunks. */
export interface BaseSettings {
  readonly tones: Tones;
  readonly rtpPorts: PortRange;
  readonly logFormat: LogFormat;
}

/** Fills the files that every PBX has; `file` gives or makes a file by its name. */
export function writeBaseFiles(
  file: <N extends string>(name: N) => ConfigFile<FileOf<N>>,
  { tones, rtpPorts, logFormat }: BaseSettings,
): void {
  // No [directories]: the built-in ones are right wherever Debian's package is, and volumes lie on them.
  file('asterisk.conf').section('options').set({
    // Each probe and each `asterisk -rx` would log two lines.
    hideconnect: true,
    // Colours are control characters in a log that is not read on a terminal.
    nocolor: true,
    // Neither the dialplan nor AMI may run commands or change files (README-SERIOUSLY.bestpractices).
    liveDangerously: false,
    execincludes: false,
  });

  const logger = file('logger.conf');
  // Queues log to a file by default, which nobody would read or rotate in a pod.
  logger.section('general').set({ queueLog: false });
  logger.section('logfiles').add('console', `${logFormat}notice,warning,error,security`, '=>');

  file('cdr.conf').section('general').set({ enable: false });

  // Without a user nobody can log in; one that is added is reached from within the pod only.
  file('manager.conf').section('general').set({ enabled: true, bindaddr: '127.0.0.1', port: 5038 });

  const indications = file('indications.conf');
  for (const { name, options } of tones.sections()) {
    const section = indications.addSection(name);
    for (const [key, value] of options) {
      section.add(key, value);
    }
  }

  file('rtp.conf').section('general').set({ rtpstart: rtpPorts.first, rtpend: rtpPorts.last });
}
