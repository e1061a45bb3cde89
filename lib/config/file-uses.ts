import { isSection } from '../catalog/option-pattern';
import { PASSIVE_FILES } from '../catalog/module-rules';
import type { Category } from '../conf/flatten';
import { addFormat, addFunctions, addStep, addTechnologies } from './dialplan-uses';
import type { ModuleUses } from './module-uses';

/** What the sections of a file use, whichever file it is. */
export function addFile(uses: ModuleUses, file: string, sections: readonly Category[]): void {
  const passive = (PASSIVE_FILES as readonly string[]).includes(file);
  for (const section of sections.filter(({ template }) => !template)) {
    if (!passive) {
      addReaders(uses, file, section);
    }
    for (const { value } of section.variables) {
      addFunctions(uses, value);
    }
  }
  switch (file) {
    case 'ari.conf':
      addAri(uses, sections);
      break;
    case 'extconfig.conf':
      addStores(uses, file, 'res_config_', sections);
      break;
    case 'features.conf':
      addApplicationMap(uses, sections);
      break;
    case 'followme.conf':
    case 'queues.conf':
      sections
        .flatMap(({ variables }) => variables)
        .forEach(({ value }) => {
          addTechnologies(uses, value);
        });
      break;
    case 'logger.conf':
      addLogger(uses, sections);
      break;
    case 'sorcery.conf':
      addStores(uses, file, 'res_sorcery_', sections);
      break;
    case 'voicemail.conf':
      addVoicemail(uses, sections);
      break;
    default:
      break;
  }
}

/** The modules that read a section, unless it turns them off or says nothing. */
function addReaders(uses: ModuleUses, file: string, section: Category): void {
  const objects = Object.hasOwn(uses.catalog.files, file) ? uses.catalog.files[file]?.objects : undefined;
  const off = section.variables.some(
    ({ key, value }) => /^enabled?$/.test(key) && /^(no|false|n|f|0|off)$/i.test(value),
  );
  if (off || section.variables.length === 0) {
    return;
  }
  const reason = `${file} [${section.name}]`;
  // A file that is called like a module is that module's, whoever helps it to read it.
  const own = file.replace(/\.conf$/, '');
  if (own in uses.catalog.modules) {
    uses.add(own, reason);
    return;
  }
  const fitting = Object.values(objects ?? {}).filter((object) => isSection(object, section.name));
  const named = fitting.filter((object) => object.section !== undefined && 'is' in object.section);
  for (const { module } of named.length > 0 ? named : fitting.slice(0, 1)) {
    uses.addInstalled([module], reason);
  }
}

/** ARI is one module for each of its resources, and the application by which calls come to it. */
function addAri(uses: ModuleUses, sections: readonly Category[]): void {
  if (!uses.has('res_ari') || sections.length === 0) {
    return;
  }
  const resources = Object.entries(uses.catalog.modules).filter(
    ([name, { requires }]) => name.startsWith('res_ari_') && requires.includes('res_ari'),
  );
  uses.addInstalled([...resources.map(([name]) => name), 'app_stasis', 'res_http_websocket'], 'ari.conf');
}

/** `name => *9,self,Playback,hello`: an application, with its arguments behind it or in parentheses. */
function addApplicationMap(uses: ModuleUses, sections: readonly Category[]): void {
  for (const { value } of sections
    .filter(({ name }) => name === 'applicationmap')
    .flatMap(({ variables }) => variables)) {
    const [, , ...application] = value.split(',');
    const [name = '', ...rest] = application;
    addStep(uses, name.includes('(') ? application.join(',') : `${name.trim()}(${rest.join(',')})`);
  }
}

function addLogger(uses: ModuleUses, sections: readonly Category[]): void {
  const channels = sections.filter(({ name }) => name === 'logfiles').flatMap(({ variables }) => variables);
  if (channels.some(({ value }) => /\b(security|\*)/.test(value))) {
    uses.addInstalled(['res_security_log'], 'logger.conf: security');
  }
}

/** What each kind of object is kept in, `sqlite3,database,table`: the first word names the module, behind its prefix. */
function addStores(uses: ModuleUses, file: string, prefix: string, sections: readonly Category[]): void {
  for (const { value } of sections.flatMap(({ variables }) => variables)) {
    const [store = ''] = value.split(',');
    uses.addInstalled([`${prefix}${store.trim()}`], `${file}: ${store.trim()}`);
  }
}

/** Messages are written in each of the formats that `format` lists. */
function addVoicemail(uses: ModuleUses, sections: readonly Category[]): void {
  const general = sections.find(({ name }) => name === 'general');
  const formats = general?.variables.findLast(({ key }) => key === 'format')?.value ?? 'wav';
  for (const format of uses.has('app_voicemail') ? formats.split('|') : []) {
    addFormat(uses, format.trim(), 'voicemail.conf');
  }
}
