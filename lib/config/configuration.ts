import { catalogOf } from '../catalog/catalog-of';
import type { AsteriskVersion } from '../catalog/version';
import { Lock } from '../conf/lock';
import type { ConfFile } from '../conf/nodes';
import { parse } from '../conf/parse';
import { print } from '../conf/print';
import { shown, ValidationError, type Scoped } from '../conf/validation-error';
import type { DialplanContext } from '../dialplan/context';
import { Dialplan, dialplanFile } from '../dialplan/dialplan';
import type { AsteriskFiles } from '../../imports/asterisk/options';
import { checkDialplan, DIALPLAN_FILES } from './check-dialplan';
import { checkFile } from './check-file';
import { ConfigFile, type AnyFile, type FileTypes } from './config-file';
import { FileSchema } from './file-schema';
import { modulesFile } from './modules-file';
import { neededFiles } from './needed-files';
import { PjsipFile } from './pjsip-file';
import { reloadList, restartHash } from './reload-plan';
import { resolveModules, type ResolvedModule } from './resolve-modules';
import { secretsIn, wholeFile, type SecretReference } from './secret-placeholder';

/** A complete `/etc/asterisk`, ready to be written. */
export interface RenderedConfiguration {
  /** The text of each file by its name, in alphabetical order. */
  readonly files: ReadonlyMap<string, string>;
  /** The modules that are loaded beyond those built in, and why. */
  readonly modules: readonly ResolvedModule[];
  /** The secrets that the files refer to. */
  readonly secrets: readonly SecretReference[];
  /** A hash of what a running Asterisk does not read again. */
  readonly restartHash: string;
  /** How it reads each file again: what the pod's reloader goes by. */
  readonly reloadList: string;
}

/** What is known of a file by its name. */
export type FileOf<N extends string> = N extends keyof AsteriskFiles ? AsteriskFiles[N] & FileTypes : AnyFile;

/** Files whose whole text this library writes. */
const OWN_FILES = ['extensions.conf', 'modules.conf'];

/** All files of one Asterisk, open to change until they are rendered: plain data, without a cluster. */
export class Configuration {
  readonly dialplan: Dialplan;
  readonly pjsip: PjsipFile;
  private readonly lock: Lock;
  private readonly files = new Map<string, ConfigFile>();
  private readonly texts = new Map<string, ConfFile>();
  private readonly secretFiles = new Map<string, string>();
  private readonly extraModules: string[] = [];
  private readonly unwantedModules: string[] = [];

  constructor(
    readonly version: AsteriskVersion,
    private readonly owner?: Scoped,
  ) {
    this.lock = new Lock(owner);
    this.dialplan = new Dialplan(this.lock);
    this.pjsip = new PjsipFile(this.lock, this.schema('pjsip.conf'));
    this.files.set(this.pjsip.name, this.pjsip);
  }

  /**
   * The file of this name below `/etc/asterisk`; it is made when there is none.
   *
   * @throws ValidationError `FileName`, or `DuplicateFile` for a file that is written otherwise
   */
  file<N extends string>(name: N): ConfigFile<FileOf<N>> {
    const found = this.files.get(name);
    if (found !== undefined) {
      // The map holds files of every name: which types a file has, its name tells.
      return found as unknown as ConfigFile<FileOf<N>>;
    }
    this.checkFree(name);
    this.lock.check(`make ${name}`);
    const made = new ConfigFile<FileOf<N>>(name, this.lock, this.schema(name));
    // What is known of its sections is forgotten until it is asked for by its name.
    this.files.set(name, made as unknown as ConfigFile);
    return made;
  }

  /**
   * Adds a file as text, which is read, checked and resolved like the rest.
   *
   * @throws ValidationError `ConfSyntax`, `UnknownOption`, `OptionVersion`, `OptionValue`, `ApplicationArgument` with file, line and
   *   column; `FileName`, `DuplicateFile`
   */
  addFile(name: string, text: string): void {
    this.checkFree(name);
    this.lock.check(`add ${name}`);
    const { file: parsed, errors } = parse(text, name);
    const [first] = errors;
    if (first !== undefined) {
      throw first;
    }
    checkFile(parsed, this.schema(name));
    if (DIALPLAN_FILES.test(name)) {
      checkDialplan(parsed, this.version);
    }
    this.texts.set(name, parsed);
  }

  /**
   * Adds a file of which the whole text is a key of a Secret, which another file includes.
   *
   * @param standsFor what stands for the key; the same key again is the same file
   * @returns the name of the file
   * @throws ValidationError `FileName`, `DuplicateFile`
   */
  addSecretFile(standsFor: string, name: string): string {
    if (this.secretFiles.get(name) !== standsFor) {
      this.checkFree(name, 'conf|crt|key|pem');
      this.lock.check(`add ${name}`);
      this.secretFiles.set(name, standsFor);
    }
    return name;
  }

  /** Loads a module that nothing in the files asks for, such as `res_prometheus`. */
  loadModule(name: string): void {
    this.lock.check(`load ${name}`);
    this.extraModules.push(name.replace(/\.so$/, ''));
  }

  /** Keeps a module out; rendering ends with an error when something needs it, and says what. */
  noloadModule(name: string): void {
    this.lock.check(`keep out ${name}`);
    this.unwantedModules.push(name.replace(/\.so$/, ''));
  }

  /** No change is possible from now on, for this reason. */
  close(reason: string): void {
    this.lock.close(reason);
  }

  /** @throws ValidationError `ConfigClosed` when the configuration is closed */
  checkOpen(change: string): void {
    this.lock.check(change);
  }

  /** Every file, with these contexts of the dialplan beside those of `dialplan`. */
  render(generated: readonly DialplanContext[]): RenderedConfiguration {
    const described = [...this.files.values()].map((each) => each.toNode());
    const contexts = merge(generated, this.dialplan.contexts);
    const dialplan = contexts.length > 0 ? [dialplanFile(contexts)] : [];
    for (const each of dialplan) {
      checkDialplan(each, this.version, this.owner);
    }
    const nodes = [...described, ...this.texts.values(), ...dialplan];
    const modules = resolveModules(nodes, this.version, {
      load: this.extraModules,
      noload: this.unwantedModules,
      where: this.owner,
    });
    nodes.push(modulesFile(modules));

    const needed = neededFiles(
      catalogOf(this.version),
      modules.map(({ name }) => name),
    );
    const texts = new Map([
      ...needed,
      ...nodes.map((node) => [node.name, print(node)] as const),
      ...[...this.secretFiles].map(([name, standsFor]) => [name, wholeFile(standsFor)] as const),
    ]);
    const files = new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      files,
      modules,
      secrets: secretsIn([...files.values(), ...this.secretFiles.values()].join('\n')),
      restartHash: restartHash(files, this.version),
      reloadList: reloadList(files, this.version),
    };
  }

  private schema(file: string): FileSchema {
    return new FileSchema(file, this.version, this.owner);
  }

  private checkFree(name: string, endings = 'conf'): void {
    // A key of a ConfigMap, which is one directory in the pod.
    if (!new RegExp(`^[A-Za-z0-9_][A-Za-z0-9._-]{0,248}\\.(${endings})$`).test(name)) {
      throw new ValidationError(
        'FileName',
        `${shown(name)} is no name for a file of Asterisk: letters, digits, '.', '-' and '_', ending in .${endings.replaceAll('|', ', .')}, without a directory`,
        this.owner,
      );
    }
    if (OWN_FILES.includes(name) || this.texts.has(name) || this.files.has(name) || this.secretFiles.has(name)) {
      const instead =
        name === 'modules.conf'
          ? 'use loadModule'
          : name === 'extensions.conf'
            ? 'use dialplan.context'
            : 'change it where it is made, or choose another name';
      throw new ValidationError('DuplicateFile', `${name} is written already: ${instead}`, this.owner);
    }
  }
}

/** A context that is described twice is one context. */
function merge(generated: readonly DialplanContext[], own: readonly DialplanContext[]): DialplanContext[] {
  const additions = own.filter((context) => {
    const same = generated.find(({ name }) => name === context.name);
    same?.addAll(context);
    return same === undefined;
  });
  return [...generated, ...additions];
}
