import type { ConfFile, Section } from '../conf/nodes';
import { didYouMean } from '../conf/did-you-mean';
import { shown, ValidationError } from '../conf/validation-error';
import { ConfigFile } from './config-file';
import type { AsteriskFiles } from '../../imports/asterisk/options';
import type { ConfigSection } from './config-section';
import type { FileSchema } from './file-schema';
import type { Lock } from '../conf/lock';

/** The options of each kind of object in `pjsip.conf`, by the value of its `type`. */
export type PjsipObjects = AsteriskFiles['pjsip.conf']['types'];

/** The kinds of object in `pjsip.conf`. */
export type PjsipType = keyof PjsipObjects;

/** `pjsip.conf`: sections that each have a type; objects of several types may share a name. */
export class PjsipFile extends ConfigFile<AsteriskFiles['pjsip.conf']> {
  /** @internal */
  constructor(lock: Lock, schema?: FileSchema) {
    super('pjsip.conf', lock, schema);
  }

  /** The endpoint of this name: who calls and is called. */
  endpoint(name: string): ConfigSection<PjsipObjects['endpoint']> {
    return this.object('endpoint', name);
  }

  /** The address of record of this name: where an endpoint is reached. */
  aor(name: string): ConfigSection<PjsipObjects['aor']> {
    return this.object('aor', name);
  }

  /** The credentials of this name. */
  auth(name: string): ConfigSection<PjsipObjects['auth']> {
    return this.object('auth', name);
  }

  /** The transport of this name, such as `udp6`. */
  transport(name: string): ConfigSection<PjsipObjects['transport']> {
    return this.object('transport', name);
  }

  /** The rule of this name that tells an endpoint by its source address. */
  identify(name: string): ConfigSection<PjsipObjects['identify']> {
    return this.object('identify', name);
  }

  /** The registration of this name at a provider. */
  registration(name: string): ConfigSection<PjsipObjects['registration']> {
    return this.object('registration', name);
  }

  /** The settings for all of SIP; the section is made when there is none. */
  global(): ConfigSection<PjsipObjects['global']> {
    return this.find('global', 'global') ?? this.addObject('global', 'global');
  }

  /** The objects of one type, in order. */
  objects<T extends PjsipType>(type: T): readonly ConfigSection<PjsipObjects[T]>[] {
    return this.sections.filter((section) => section.get('type') === type);
  }

  /**
   * An object of this type and name.
   *
   * @throws ValidationError `UnknownObject` when there is none: `addObject` makes one
   */
  object<T extends PjsipType>(type: T, name: string): ConfigSection<PjsipObjects[T]> {
    const found = this.find(type, name);
    if (found === undefined) {
      const names = this.objects(type).map((section) => section.name);
      const message = `pjsip.conf has no ${type} ${shown(name)}${didYouMean(name, names)}: name one of them, or make one with addObject`;
      throw new ValidationError('UnknownObject', message, this.lock.owner);
    }
    return found;
  }

  /**
   * One more object.
   *
   * @throws ValidationError `DuplicateObject` when one of this type has the name
   */
  addObject<T extends PjsipType>(type: T, name: string, options?: PjsipObjects[T]): ConfigSection<PjsipObjects[T]> {
    if (this.find(type, name) !== undefined) {
      throw new ValidationError(
        'DuplicateObject',
        `pjsip.conf has ${type} ${shown(name)} already, a name stands once for each type: choose another name`,
        this.lock.owner,
      );
    }
    const all: object = { type, ...options };
    return this.addSection(name, all);
  }

  /** The file as nodes: what is for all of SIP first, then the transports, then the rest in the order in which it was made. */
  override toNode(): ConfFile {
    const node = super.toNode();
    const rank = ({ items }: Section) => {
      const type = items.find((item) => item.kind === 'assignment' && item.key === 'type');
      const index = ['global', 'system', 'transport'].indexOf(type?.kind === 'assignment' ? type.value : '');
      return index < 0 ? Infinity : index;
    };
    return { ...node, sections: [...node.sections].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))) };
  }

  private find<T extends PjsipType>(type: T, name: string): ConfigSection<PjsipObjects[T]> | undefined {
    // The name first: with thousands of phones their types are not looked at for each.
    return this.sections.find((section) => section.name === name && section.get('type') === type);
  }
}
