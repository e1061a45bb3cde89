/** The least that boots without a complaint on every version: built-in modules and a dialplan. */
export const tinyConfiguration: ReadonlyMap<string, string> = new Map([
  ['asterisk.conf', '[options]\nhideconnect=yes\n'],
  ['modules.conf', '[modules]\nautoload=no\nload=pbx_config.so\n'],
  ['logger.conf', '[logfiles]\nconsole=notice,warning,error\n'],
  ['extensions.conf', '[test]\nexten => 1,1,Hangup()\n'],
  [
    'indications.conf',
    '[general]\ncountry=uk\n[uk]\ndescription=United Kingdom\nringcadence=400,200,400,2000\ndial=350+440\n',
  ],
  ...['acl', 'ccss', 'cdr', 'cel', 'features', 'manager', 'stasis', 'udptl'].map(
    (name) => [`${name}.conf`, ''] as const,
  ),
]);
