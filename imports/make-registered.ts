// node -r tsx/cjs imports/make-registered.ts VERSION > imports/asterisk/registered-<major>.json
// Asks the running Asterisk how its modules registered the options of their files: the type, the default and the sections.
import { AsteriskVersion } from '../lib/catalog/version';
import { below, childrenOf, readDocumentation, type Element } from '../lib/catalog/read/documentation';
import { printFacts } from '../lib/catalog/read/print-facts';
import { prepareAsterisk, startAsterisk } from '../lib/testing/real-asterisk';

async function main([version = '']: readonly string[]): Promise<void> {
  const provider = prepareAsterisk(AsteriskVersion.of(version));
  if ('unavailable' in provider) {
    throw new Error(provider.unavailable);
  }
  // Debian's own configuration loads every module.
  const asterisk = await startAsterisk({ provider });
  try {
    await asterisk.booted();
    await asterisk.cli('xmldoc dump /tmp/documentation.xml');
    const { stdout } = await asterisk.run(['cat', '/tmp/documentation.xml']);
    const found = childrenOf(readDocumentation(stdout), 'configInfo').flatMap((info) =>
      below(info, 'configObject').map((object) => [`${info.attributes.name ?? ''}/${object.attributes.name ?? ''}`, registered(object)] as const),
    );
    process.stdout.write(printFacts(Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))));
  } finally {
    await asterisk.stop();
  }
}

function registered(object: Element): object {
  const options = childrenOf(object, 'configOption')
    .filter(({ attributes }) => attributes.type !== undefined)
    .map(({ attributes: { name = '', type, default: fallback } }) => [name, fallback === undefined || fallback === '' ? { type } : { type, default: fallback }] as const);
  const [category] = below(object, 'category');
  const names = (category?.text ?? '').replace(/^\^\(?|\)?\$$/g, '').split('|');
  const [field] = below(object, 'field');
  return {
    // `.?` is every section.
    ...(category === undefined || category.text === '.?' ? {} : { section: category.attributes.match === 'true' ? { is: names } : { not: names } }),
    ...(field === undefined ? {} : { type: field.text }),
    options: Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

void main(process.argv.slice(2));
