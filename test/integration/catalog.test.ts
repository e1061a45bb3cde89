import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogOf } from '../../lib/catalog/catalog-of';
import type { Catalog } from '../../lib/catalog/catalog';
import { below, childrenOf, readDocumentation } from '../../lib/catalog/read/documentation';
import { main } from '../../lib/cli/main';
import { rootFileSystemOf } from '../../lib/testing/real-asterisk/root-file-system';
import { describeEveryAsterisk } from './support/asterisk';

const repository = join(__dirname, '../..');

describeEveryAsterisk((provider) => {
  const { version, kind } = provider;
  if (kind !== 'rootfs') {
    test('the files of a container are not at hand', () => {
      console.warn('the catalog is not compared; CDK8S_ASTERISK_RUNNER=rootfs compares it');
      expect(kind).toBe('container');
    });
    return;
  }
  const root = rootFileSystemOf(version);

  async function made(): Promise<Catalog> {
    let text = '';
    const code = await main(['catalog', root], {
      stdout: (part) => {
        text += part;
      },
      stderr: () => undefined,
    });
    expect(code).toBe(0);
    return JSON.parse(text) as Catalog;
  }

  test('the committed catalog is what the installed Asterisk says', async () => {
    const found = await made();
    const committed = catalogOf(version);
    if (found.version === committed.version) {
      expect(found).toEqual(committed);
      return;
    }
    // Debian has moved on: that is news, and no failure of ours.
    const changes = differences(committed, found);
    console.warn(
      `Debian has Asterisk ${found.version} now, the catalog is of ${committed.version}: ${changes.length} facts differ; see imports/README.md\n${changes.slice(0, 100).join('\n')}`,
    );
    expect(changes.length).toBeGreaterThan(0);
  });

  test('options are registered as is committed', () => {
    const made = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'imports/make-registered.ts', String(version.major)], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(made.stderr).toBe('');
    const committed: unknown = JSON.parse(
      readFileSync(join(repository, `imports/asterisk/registered-${version.major}.json`), 'utf8'),
    );
    const changes = differences(committed, JSON.parse(made.stdout));
    if (root.includes(version.full)) {
      expect(changes).toEqual([]);
    } else if (changes.length > 0) {
      console.warn(`${root} registers options otherwise than ${version.full}:\n${changes.slice(0, 100).join('\n')}`);
    }
  });

  test('everything that is documented is in the catalog', () => {
    const path = join(root, 'usr/share/asterisk/documentation/core-en_US.xml');
    expect(existsSync(path)).toBe(true);
    const docs = readDocumentation(readFileSync(path, 'utf8'));
    const catalog = catalogOf(version);
    const name = ({ attributes }: { readonly attributes: Readonly<Record<string, string>> }) => attributes.name ?? '';

    const options = childrenOf(docs, 'configInfo').flatMap((info) =>
      below(info, 'configFile').flatMap((file) =>
        below(file, 'configObject').flatMap((object) =>
          childrenOf(object, 'configOption').map(
            (option) => [name(file).replace('named_acl.conf', 'acl.conf'), name(object), name(option)] as const,
          ),
        ),
      ),
    );
    const typed = options.filter(
      ([file, object, option]) => catalog.files[file]?.objects[object]?.options[option]?.type !== undefined,
    );
    const applications = new Set(childrenOf(docs, 'application').map(name));
    const functions = new Set(childrenOf(docs, 'function').map(name));
    const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
    const knownApplications = [...applications].filter((each) => catalog.applications[each] !== undefined);
    const knownFunctions = [...functions].filter((each) => catalog.functions[each] !== undefined);
    console.log(
      `Asterisk ${catalog.version}: ${share(typed.length, options.length)} options, ${share(knownApplications.length, applications.size)} applications, ${share(knownFunctions.length, functions.size)} functions`,
    );
    expect(typed).toHaveLength(options.length);
    expect(options.length).toBeGreaterThan(590);
    expect(knownApplications).toHaveLength(applications.size);
    expect(knownFunctions).toHaveLength(functions.size);
  });
});

/** Where two catalogs differ, a path a line. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (typeof before === 'object' && typeof after === 'object' && before !== null && after !== null) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      differences((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], `${path}/${key}`),
    );
  }
  return before === after ? [] : [`${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
}
