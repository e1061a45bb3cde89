import type { AsteriskVersion } from '../catalog/version';

/**
 * Which module reads a file again, in the order in which they are told to: what others refer to comes first.
 *
 * Each row is proved on the real Asterisk (`test/integration/reload-table.test.ts`); what is not here is read at the start only, as far as
 * anybody has shown.
 */
const READERS: readonly (readonly [file: string, module: string, versions?: readonly number[]])[] = [
  ['logger.conf', 'logger'],
  ['acl.conf', 'acl'],
  ['dnsmgr.conf', 'dnsmgr'],
  ['rtp.conf', 'res_rtp_asterisk.so'],
  ['udptl.conf', 'udptl'],
  ['res_stun_monitor.conf', 'res_stun_monitor.so'],
  ['indications.conf', 'indications'],
  ['musiconhold.conf', 'res_musiconhold.so'],
  ['http.conf', 'http'],
  ['manager.conf', 'manager'],
  ['ari.conf', 'res_ari.so'],
  ['prometheus.conf', 'res_prometheus.so', [22]],
  ['phoneprov.conf', 'res_phoneprov.so'],
  ['cli_aliases.conf', 'res_clialiases.so'],
  ['res_odbc.conf', 'res_odbc.so'],
  ['cdr.conf', 'cdr'],
  ['cel.conf', 'cel'],
  ['geolocation.conf', 'res_geolocation.so', [22]],
  ['pjsip.conf', 'res_pjsip.so'],
  // On 16 the wizard itself "does not support reloads": what reads its objects has it read them.
  ['pjsip_wizard.conf', 'res_pjsip.so', [16]],
  ['pjsip_wizard.conf', 'res_pjsip_config_wizard.so', [22]],
  ['pjsip_notify.conf', 'res_pjsip_notify.so'],
  ['iax.conf', 'chan_iax2.so'],
  ['features.conf', 'features'],
  ['res_parking.conf', 'res_parking.so'],
  ['confbridge.conf', 'app_confbridge.so'],
  ['agents.conf', 'app_agent_pool.so'],
  ['queuerules.conf', 'app_queue.so'],
  ['queues.conf', 'app_queue.so'],
  // Debian's 16 has it in a package of its own.
  ['voicemail.conf', 'app_voicemail.so', [22]],
  ['minivm.conf', 'app_minivm.so'],
  ['res_fax.conf', 'res_fax.so'],
  ['sla.conf', 'app_sla.so', [22]],
  ['extensions.conf', 'pbx_config.so'],
];

/** The kinds of object of `pjsip.conf` that a running Asterisk does not read again. */
export const RESTART_TYPES: readonly string[] = ['system', 'transport'];

/** The command that has a running Asterisk read this file again; `undefined` where only a restart does. */
export function reloadCommand(file: string, version: AsteriskVersion): string | undefined {
  const row = rows(version).find(([name]) => name === file);
  return row === undefined ? undefined : `module reload ${row[1]}`;
}

/** The files that a running Asterisk reads again, in the order in which it is told to. */
export function reloadableFiles(version: AsteriskVersion): readonly string[] {
  return rows(version).map(([name]) => name);
}

function rows({ major }: AsteriskVersion): typeof READERS {
  return READERS.filter(([, , versions]) => versions?.includes(major) ?? true);
}
