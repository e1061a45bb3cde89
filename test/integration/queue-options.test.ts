import { catalogOf } from '../../lib/catalog/catalog-of';
import { startAsterisk } from '../../lib/testing/real-asterisk';
import { describeEveryAsterisk } from './support/asterisk';

/** Version 22 knows it in `[general]` alone; its binary holds the name all the same. */
const ELSEWHERE = 'monitor-type';

/** Options of older versions, and slips of the pen. */
const STRANGE = ['eventwhencalled', 'eventmemberstatus', 'monitor-join', 'roundingseconds', 'stratgy'];

describeEveryAsterisk((provider) => {
  test('queues have the options that we say they have, and no others', async () => {
    const { options = {} } = catalogOf(provider.version).files['queues.conf']?.objects.queue ?? {};
    const lines = [...Object.keys(options).filter((key) => key !== ELSEWHERE), ...STRANGE].map((key) => `${key} = 1`);
    const asterisk = await startAsterisk({
      provider,
      overlay: new Map([
        ['queues.conf', `[general]\n[support]\n${lines.join('\n')}\n`],
        ['logger.conf', '[general]\n[logfiles]\nconsole => notice,warning,error\n'],
      ]),
    });
    try {
      await asterisk.booted();
      const unknown = [...asterisk.log.matchAll(/Unknown keyword in queue 'support': (\S+) at/g)];
      expect(unknown.map(([, key]) => key)).toEqual(STRANGE);
    } finally {
      await asterisk.stop();
    }
  });
});
