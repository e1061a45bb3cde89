import {
  MODULES_OF_CODECS,
  MODULES_OF_OPTIONS,
  MODULES_OF_TYPES,
  SIP_MODULES,
  WHERE_INSTALLED,
} from '../catalog/module-rules';
import type { Category } from '../conf/flatten';
import type { ModuleUses } from './module-uses';

/** What the objects of `pjsip.conf` use. */
export function addPjsip(uses: ModuleUses, sections: readonly Category[]): void {
  const objects = sections.filter(({ template }) => !template);
  if (objects.length === 0) {
    return;
  }
  for (const name of SIP_MODULES) {
    uses.add(name, 'SIP');
  }
  for (const object of objects) {
    const value = (key: string) => object.variables.findLast((variable) => variable.key === key)?.value;
    const type = value('type') ?? '';
    addType(uses, type);
    if (type === 'aor' && value('max_contacts') !== undefined && value('max_contacts') !== '0') {
      uses.add('res_pjsip_registrar', 'pjsip.conf: max_contacts');
    }
    if (type === 'endpoint' && object.name.startsWith('anonymous')) {
      uses.add('res_pjsip_endpoint_identifier_anonymous', `pjsip.conf: endpoint ${object.name}`);
    }
    if (type === 'resource_list') {
      addList(uses, value('event') ?? '');
    }
    for (const variable of object.variables) {
      addOption(uses, variable.key, variable.value);
    }
  }
}

function addType(uses: ModuleUses, type: string): void {
  const objects = uses.catalog.files['pjsip.conf']?.objects ?? {};
  const documented = Object.hasOwn(objects, type) ? objects[type]?.module : undefined;
  const modules = Object.hasOwn(MODULES_OF_TYPES, type) ? MODULES_OF_TYPES[type] : undefined;
  for (const name of modules ?? (documented === undefined ? [] : [documented])) {
    uses.add(name, `pjsip.conf: ${type}`);
  }
}

/** A list of resources is answered in the form that each of them has. */
function addList(uses: ModuleUses, event: string): void {
  if (event === 'presence') {
    uses.addInstalled(['res_pjsip_exten_state', 'res_pjsip_pidf_body_generator'], 'pjsip.conf: resource_list');
  } else if (event === 'message-summary') {
    uses.addInstalled(['res_pjsip_mwi', 'res_pjsip_mwi_body_generator'], 'pjsip.conf: resource_list');
  }
}

function addOption(uses: ModuleUses, key: string, value: string): void {
  const rule = Object.hasOwn(MODULES_OF_OPTIONS, key) ? MODULES_OF_OPTIONS[key] : undefined;
  if (rule !== undefined && value !== '' && (rule.value?.test(value) ?? true)) {
    for (const name of rule.modules) {
      uses.add(name, `pjsip.conf: ${key}`);
    }
  }
  if (key === 'allow') {
    addCodecs(uses, value);
  }
}

/** Codecs as `allow` lists them: names, `all`, and `!` before what is not meant. */
function addCodecs(uses: ModuleUses, list: string): void {
  const names = list.split(',').map((each) => each.trim().replace(/:.*$/, ''));
  const meant = names.includes('all') ? Object.keys(MODULES_OF_CODECS) : names;
  for (const codec of meant.filter((each) => !each.startsWith('!') && !names.includes(`!${each}`))) {
    for (const name of Object.hasOwn(MODULES_OF_CODECS, codec) ? (MODULES_OF_CODECS[codec] ?? []) : []) {
      if (WHERE_INSTALLED.test(name)) {
        uses.addInstalled([name], `codec ${codec}`);
      } else {
        uses.add(name, `codec ${codec}`);
      }
    }
  }
}
