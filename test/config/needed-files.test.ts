import { catalogOf } from '../../lib/catalog/catalog-of';
import { AsteriskVersion } from '../../lib/catalog/version';
import { Configuration } from '../../lib/config/configuration';
import { neededFiles } from '../../lib/config/needed-files';

describe.each(AsteriskVersion.ALL)('the needed files of Asterisk %s', (version) => {
  const catalog = catalogOf(version);

  test('are those of Asterisk itself without modules', () => {
    expect([...neededFiles(catalog, [])].sort()).toEqual(Object.entries(catalog.builtin.needs ?? {}).sort());
  });

  test('are those of its modules too, and none of others', () => {
    const names = [...neededFiles(catalog, ['app_queue', 'app_dial']).keys()];
    expect(names).toEqual(expect.arrayContaining(['udptl.conf', 'queues.conf', 'queuerules.conf']));
    expect(names).not.toContain('confbridge.conf');
  });

  test('hold the most that anybody needs of them', () => {
    const one = { ...catalog, builtin: { needs: { 'a.conf': '', 'b.conf': '[b]\n' } } };
    const modules = { m: { ...catalog.modules.app_dial, needs: { 'a.conf': '[a]\n', 'b.conf': '' } } };
    expect(neededFiles({ ...one, modules: modules as never }, ['m'])).toEqual(
      new Map([
        ['a.conf', '[a]\n'],
        ['b.conf', '[b]\n'],
      ]),
    );
  });

  test('are added where they are not written, and stay as they are where they are', () => {
    const model = new Configuration(version);
    model.loadModule('app_queue');
    model.loadModule('app_agent_pool');
    model.addFile('queues.conf', '[general]\nautofill=yes\n');
    const { files } = model.render([]);
    expect(files.get('queues.conf')).toMatch(/autofill ?= ?yes/);
    expect(files.get('agents.conf')).toBe('');
    expect(files.has('confbridge.conf')).toBe(false);
  });
});
