import { comment, file, type ConfFile, type HeadItem } from '../conf/nodes';
import { ConfigSection } from './config-section';
import type { Lock } from '../conf/lock';
import type { FileSchema } from './file-schema';
import type { Options } from './options';

/** The options that the sections of a file may have: of sections by their names, and of those that are named at will. */
export interface FileTypes {
  readonly sections: object;
  readonly others: object;
}

/** A file of which nothing is known. */
export interface AnyFile extends FileTypes {
  readonly sections: Readonly<Record<string, Options>>;
  readonly others: Options;
}

/** The options of a section by its name. */
export type SectionOptions<F extends FileTypes, S extends string> = S extends keyof F['sections']
  ? F['sections'][S] & object
  : F['others'];

/**
 * A file of Asterisk's configuration, open to change until the configuration is rendered.
 *
 * `F` is what the catalog tells of its sections.
 */
export class ConfigFile<F extends FileTypes = AnyFile> {
  private readonly head: HeadItem[];
  private readonly list: ConfigSection[] = [];

  /** @internal */
  constructor(
    /** The name below `/etc/asterisk`, such as `rtp.conf`. */
    readonly name: string,
    protected readonly lock: Lock,
    /** What this version of Asterisk knows of the file. */
    private readonly schema?: FileSchema,
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
  section<S extends string>(name: S): ConfigSection<SectionOptions<F, S>> {
    const found = this.list.find((section) => section.name === name);
    return (found as ConfigSection<SectionOptions<F, S>> | undefined) ?? this.addSection(name);
  }

  /** One more section, also where one of this name stands already. */
  addSection<S extends string>(name: S, options?: SectionOptions<F, S>): ConfigSection<SectionOptions<F, S>> {
    this.lock.check(`add [${name}] to ${this.name}`);
    const section = new ConfigSection<SectionOptions<F, S>>(this.name, name, this.lock, this.schema);
    if (options !== undefined) {
      section.set(options);
    }
    // What is known of its options is for whoever added it.
    this.list.push(section as unknown as ConfigSection);
    return section;
  }

  /** Reads another file in place of this line, before the first section; the name is relative to `/etc/asterisk`. */
  include(target: string): void {
    this.lock.check(`include ${target} in ${this.name}`);
    this.head.push({ kind: 'directive', name: 'include', target });
  }

  /** What is included, in order. */
  get includes(): readonly string[] {
    return this.head.flatMap((item) => (item.kind === 'directive' ? [item.target] : []));
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
