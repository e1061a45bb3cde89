import { FILE_FORMATS } from '../../lib/catalog/file-formats';
import { lint } from '../../lib/lint/lint';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';

const LOGGER = '[general]\n[logfiles]\nconsole => notice,warning,error\n';
const MUSIC = `
[no-directory]
mode = files
[no-application]
mode = custom
[no-entry]
mode = playlist
[own]
mode = custom
application = /bin/sleep 60
`;

describeEveryAsterisk((provider) => {
  test('knows the formats of files, and leaves out the classes of music, that we say', async () => {
    const asterisk = await startAsterisk({
      provider,
      overlay: new Map([
        ['logger.conf', LOGGER],
        ['musiconhold.conf', MUSIC],
        ['voicemail.conf', '[general]\nformat = gsm|mp4\n[office]\n101 => 4821\n'],
      ]),
    });
    try {
      await asterisk.booted();
      const rows = (await asterisk.cli('core show file formats')).split('\n');
      const endings = rows.flatMap((row) => /^\w+ +\S+ +(\S+)\s*$/.exec(row)?.[1]?.split('|') ?? []);
      expect(endings.length).toBeGreaterThan(30);
      // A version may lack some, and has no others.
      expect(endings.filter((each) => each !== 'Extensions' && !FILE_FORMATS.includes(each))).toEqual([]);
      // Version 16 says nothing before a message is left.
      expect(asterisk.log.includes("unknown format 'mp4'")).toBe(provider.version.major > 16);

      const classes = await asterisk.cli('moh show classes');
      const { findings } = lint({ texts: new Map([['musiconhold.conf', MUSIC]]), version: provider.version });
      const told = findings.filter(({ rule }) => rule === 'incomplete-music-class').map(({ message }) => message);
      expect(told.map((message) => /'([^']*)'/.exec(message)?.[1])).toEqual([
        'no-directory',
        'no-application',
        'no-entry',
      ]);
      expect(classes.match(/^Class: .*$/gm)).toEqual(['Class: own']);
    } finally {
      await asterisk.stop();
    }
  });
});
