import { catalogOf } from '../catalog/catalog-of';
import { MODULES_OF_CODECS, MODULES_OF_OPTIONS, MODULES_OF_TYPES, SIP_MODULES } from '../catalog/pjsip-modules';
import type { AsteriskVersion } from '../catalog/version';
import { didYouMean } from '../conf/did-you-mean';
import type { ConfFile } from '../conf/nodes';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import { flatten } from '../conf/flatten';

/** A module to load, and why. */
export interface ResolvedModule {
  readonly name: string;
  /** What needs it, such as `application Dial` or `module chan_pjsip`. */
  readonly reason: string;
}

/** Applications that play sounds, for which Debian's packages bring GSM files. */
const PLAYERS = [
  'app_playback',
  'app_read',
  'app_queue',
  'app_voicemail',
  'app_confbridge',
  'app_directory',
  'app_authenticate',
];

/**
 * The modules that these files use, with the modules those require, in alphabetical order.
 *
 * @throws ValidationError `UnknownModule`, `UnknownApplication`, `UnknownFunction` for what this version of Asterisk does not have
 */
export function resolveModules(
  files: readonly ConfFile[],
  version: AsteriskVersion,
  extra: readonly string[],
  where?: Scoped,
): readonly ResolvedModule[] {
  const uses = new ModuleUses(version, where);
  for (const name of extra) {
    uses.add(name, 'asked for');
  }
  for (const file of files) {
    switch (file.name) {
      case 'pjsip.conf':
        addPjsip(uses, file);
        break;
      case 'logger.conf':
        addLogger(uses, file);
        break;
      default:
        break;
    }
    if (file.name.startsWith('extensions')) {
      addDialplan(uses, file);
    }
  }
  return uses.closed();
}

function addPjsip(uses: ModuleUses, file: ConfFile): void {
  const objects = flatten(file);
  for (const name of objects.length > 0 ? SIP_MODULES : []) {
    uses.add(name, 'SIP');
  }
  for (const object of objects) {
    const type = object.variables.findLast((variable) => variable.key === 'type')?.value ?? '';
    for (const name of MODULES_OF_TYPES[type] ?? []) {
      uses.add(name, `pjsip.conf: ${type}`);
    }
    for (const { key, value } of object.variables) {
      const option = MODULES_OF_OPTIONS[key];
      if (option !== undefined && (option.value?.test(value) ?? true)) {
        option.modules.forEach((name) => {
          uses.add(name, `pjsip.conf: ${key}`);
        });
      }
      for (const codec of key === 'allow' ? value.split(',').map((each) => each.trim()) : []) {
        for (const name of MODULES_OF_CODECS[codec] ?? []) {
          uses.add(name, `codec ${codec}`);
        }
      }
    }
  }
}

function addLogger(uses: ModuleUses, file: ConfFile): void {
  const security = flatten(file).some(
    (section) => section.name === 'logfiles' && section.variables.some(({ value }) => value.includes('security')),
  );
  if (security) {
    uses.add('res_security_log', 'logger.conf: security');
  }
}

function addDialplan(uses: ModuleUses, file: ConfFile): void {
  uses.add('pbx_config', file.name);
  for (const section of flatten(file)) {
    for (const { key, value } of section.variables) {
      const step =
        key === 'exten'
          ? value.replace(/^[^,]*,[^,]*,/, '')
          : key === 'same'
            ? value.replace(/^[^,]*,/, '')
            : undefined;
      const application = step === undefined ? undefined : /^\s*([A-Za-z]\w*)/.exec(step)?.[1];
      if (application !== undefined && !/^[^,]*,\s*hint\b/.test(value)) {
        uses.addApplication(application);
      }
      for (const [, name = ''] of value.matchAll(/\$\{([A-Z][A-Z0-9_]*)\(/g)) {
        uses.addFunction(name);
      }
      // Set(CALLERID(num)=…) names a function without ${ }.
      for (const [, name = ''] of value.matchAll(/\bM?Set\(\s*([A-Z][A-Z0-9_]*)\(/g)) {
        uses.addFunction(name);
      }
    }
  }
}

class ModuleUses {
  private readonly reasons = new Map<string, string>();
  private readonly facts;

  constructor(
    private readonly version: AsteriskVersion,
    private readonly where?: Scoped,
  ) {
    this.facts = catalogOf(version);
  }

  add(name: string, reason: string): void {
    if (!(name in this.facts.modules)) {
      const message = `Asterisk ${this.version.full} has no module ${shown(name)} (${reason})${didYouMean(name, Object.keys(this.facts.modules))}: leave it out, or choose another version`;
      throw new ValidationError('UnknownModule', message, this.where);
    }
    if (!this.reasons.has(name)) {
      this.reasons.set(name, reason);
      this.facts.modules[name]?.requires
        // What else is required is built in.
        .filter((required) => required in this.facts.modules)
        .forEach((required) => {
          this.add(required, `module ${name}`);
        });
    }
    if (PLAYERS.includes(name) && !this.reasons.has('format_gsm')) {
      this.add('format_gsm', 'the sound files of Debian');
      this.add('codec_gsm', 'the sound files of Debian');
    }
  }

  addApplication(name: string): void {
    // Names of applications are matched without regard to case, as Asterisk does.
    const known = Object.keys(this.facts.applications).find((each) => each.toLowerCase() === name.toLowerCase());
    this.addProvider(
      'application',
      name,
      known === undefined ? undefined : this.facts.applications[known]?.module,
      Object.keys(this.facts.applications),
    );
  }

  addFunction(name: string): void {
    this.addProvider('function', name, this.facts.functions[name]?.module, Object.keys(this.facts.functions));
  }

  private addProvider(
    kind: 'application' | 'function',
    name: string,
    module: string | undefined,
    known: readonly string[],
  ): void {
    if (module === undefined) {
      const message = `Asterisk ${this.version.full} has no ${kind} ${shown(name)}${didYouMean(name, known)}: correct its name, or load the module that provides it`;
      throw new ValidationError(kind === 'application' ? 'UnknownApplication' : 'UnknownFunction', message, this.where);
    }
    if (module !== 'builtin') {
      this.add(module, `${kind} ${name}`);
    }
  }

  closed(): readonly ResolvedModule[] {
    return [...this.reasons].map(([name, reason]) => ({ name, reason })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
