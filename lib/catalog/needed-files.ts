/**
 * Files that Asterisk complains about at start when they are missing; they may be empty.
 *
 * Source: Asterisk 16.28 and 22.10 started without them. Those of Asterisk itself come first, the others belong to modules.
 */
export const FILES_OF_ASTERISK = [
  'acl.conf',
  'ccss.conf',
  'cdr.conf',
  'cel.conf',
  'features.conf',
  'indications.conf',
  'logger.conf',
  'manager.conf',
  'stasis.conf',
  'udptl.conf',
] as const;

/** The same of modules. */
export const FILES_OF_MODULES: Readonly<Record<string, readonly string[]>> = {
  app_confbridge: ['confbridge.conf'],
  app_queue: ['queues.conf', 'queuerules.conf'],
  app_voicemail: ['voicemail.conf'],
  cdr_custom: ['cdr_custom.conf'],
  pbx_config: ['extensions.conf'],
  res_http_websocket: ['http.conf'],
  res_musiconhold: ['musiconhold.conf'],
  res_parking: ['res_parking.conf'],
  res_pjproject: ['pjproject.conf'],
  res_pjsip: ['pjsip.conf'],
  res_pjsip_notify: ['pjsip_notify.conf'],
  res_prometheus: ['prometheus.conf', 'http.conf'],
  res_rtp_asterisk: ['rtp.conf'],
  res_websocket_client: ['websocket_client.conf'],
};
