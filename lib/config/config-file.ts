import { comment, file, type ConfFile, type HeadItem } from '../conf/nodes';
import { ConfigSection } from './config-section';
import type { Lock } from '../conf/lock';
import type { Options } from './options';

/** A file of Asterisk's configuration, open to change until the configuration is rendered. */
export class ConfigFile {
  private readonly head: HeadItem[];
  private readonly list: ConfigSection[] = [];

  /** @internal */
  constructor(
    /** The name below `/etc/asterisk`, such as `rtp.conf`. */
    readonly name: string,
    protected readonly lock: Lock,
    /** What stands at the top of the file, a line of comment each. */
    notes: readonly string[] = [],
  ) {
    this.head = notes.map(comment);
  }

  /** The sections in order. */
  get sections(): readonly ConfigSection[] {
    return [...this.list];
  }

  /** The first section of this name; it is made when there is none. */
  section(name: string): ConfigSection {
    return this.list.find((section) => section.name === name) ?? this.addSection(name);
  }

  /** One more section, also where one of this name stands already. */
  addSection(name: string, options: Options = {}): ConfigSection {
    this.lock.check(`add [${name}] to ${this.name}`);
    const section = new ConfigSection(this.name, name, this.lock);
    this.list.push(section.set(options));
    return section;
  }

  /** Reads another file in place of this line, before the first section; the name is relative to `/etc/asterisk`. */
  include(target: string): void {
    this.lock.check(`include ${target} in ${this.name}`);
    this.head.push({ kind: 'directive', name: 'include', target });
  }

  /** The file as nodes. */
  toNode(): ConfFile {
    return file(
      this.name,
      this.list.map((section) => section.toNode()),
      this.head,
    );
  }
}
