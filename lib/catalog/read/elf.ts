/**
 * What is read of a compiled module: an ELF file of any architecture, word size and byte order.
 *
 * Sources: "System V Application Binary Interface", chapters 4 and 5, and its proposal for relative relocations (RELR).
 */
export class Elf {
  private readonly bits: 32 | 64;
  private readonly little: boolean;
  private readonly sections: readonly SectionHeader[];
  private relocated: ReadonlyMap<number, number> | undefined;

  /** @throws Error when the bytes are no ELF file, or are cut short */
  constructor(private readonly bytes: Buffer) {
    if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46) {
      throw new Error('is no ELF file');
    }
    this.bits = bytes[4] === 2 ? 64 : 32;
    this.little = bytes[5] === 1;
    this.sections = this.readSections();
  }

  /** Bytes of a pointer. */
  get wordSize(): number {
    return this.bits / 8;
  }

  /** Every whole, zero-terminated, printable string of at least two characters. */
  strings(): ReadonlySet<string> {
    return new Set(this.bytes.toString('latin1').match(/[\x20-\x7e]{2,}(?=\0)/g) ?? []);
  }

  /** The names of the functions and variables that it takes from elsewhere and cannot do without. */
  imports(): ReadonlySet<string> {
    return this.symbols((binding, section) => section === 0 && binding === STB_GLOBAL);
  }

  /** The names of the functions and variables that others may take from it. */
  exports(): ReadonlySet<string> {
    return this.symbols((_, section) => section !== 0);
  }

  private symbols(wanted: (binding: number, section: number) => boolean): ReadonlySet<string> {
    const found = new Set<string>();
    for (const table of this.sections.filter(({ type }) => type === SHT_DYNSYM)) {
      const names = this.sections[table.link];
      const size = this.bits === 64 ? 24 : 16;
      for (let at = table.offset; names !== undefined && at + size <= table.offset + table.size; at += size) {
        const [info, section] = this.bits === 64 ? [at + 4, at + 6] : [at + 12, at + 14];
        if (wanted((this.bytes[info] ?? 0) >> 4, this.half(section))) {
          found.add(this.text(names.offset + this.int(at)));
        }
      }
    }
    return found;
  }

  /** The addresses of the words that hold the address of this file's own data or code, in order. */
  pointers(): readonly number[] {
    return [...this.relocations().keys()].sort((a, b) => a - b);
  }

  /** The address that the word at this address holds once the file is loaded; 0 when it is none of this file's own. */
  pointerAt(address: number): number {
    return this.relocations().get(address) ?? 0;
  }

  /** The zero-terminated text at this address; `undefined` when the address is outside the file. */
  textAt(address: number): string | undefined {
    const offset = this.offsetOf(address);
    return offset === undefined ? undefined : this.text(offset);
  }

  /** The byte at this address. */
  byteAt(address: number): number {
    return this.bytes[this.offsetOf(address) ?? -1] ?? 0;
  }

  /** The 32-bit number at this address. */
  intAt(address: number): number {
    const offset = this.offsetOf(address);
    return offset === undefined ? 0 : this.int(offset);
  }

  private relocations(): ReadonlyMap<number, number> {
    this.relocated ??= this.readRelocations();
    return this.relocated;
  }

  private readRelocations(): Map<number, number> {
    const found = new Map<number, number>();
    const inPlace = (address: number) => {
      const offset = this.offsetOf(address);
      if (offset !== undefined) {
        found.set(address, this.word(offset));
      }
    };
    for (const { type, offset, size } of this.sections) {
      if (type === SHT_RELA) {
        for (let at = offset; at < offset + size; at += 3 * this.wordSize) {
          const addend = this.word(at + 2 * this.wordSize);
          // Relative relocations have no symbol; others with one take the symbol's value, and name no text of ours.
          if (this.symbolOf(this.word(at + this.wordSize), at + this.wordSize) === 0) {
            found.set(this.word(at), addend);
          }
        }
      } else if (type === SHT_REL) {
        for (let at = offset; at < offset + size; at += 2 * this.wordSize) {
          inPlace(this.word(at));
        }
      } else if (type === SHT_RELR) {
        this.packed(offset, size).forEach(inPlace);
      }
    }
    return found;
  }

  /** The addresses in a section of packed relative relocations: an address, then bitmaps of the words behind it. */
  private packed(offset: number, size: number): number[] {
    const found: number[] = [];
    let base = 0;
    for (let at = offset; at < offset + size; at += this.wordSize) {
      const entry = this.bigWord(at);
      if ((entry & 1n) === 0n) {
        found.push(Number(entry));
        base = Number(entry) + this.wordSize;
      } else {
        for (let bit = 1; bit < this.bits; bit++) {
          if (((entry >> BigInt(bit)) & 1n) === 1n) {
            found.push(base + (bit - 1) * this.wordSize);
          }
        }
        base += (this.bits - 1) * this.wordSize;
      }
    }
    return found;
  }

  private symbolOf(info: number, at: number): number {
    if (this.bits === 32) {
      return info >>> 8;
    }
    return this.little ? this.int(at + 4) : this.int(at);
  }

  private readSections(): SectionHeader[] {
    const wide = this.bits === 64;
    const table = this.word(wide ? 40 : 32);
    const size = this.half(wide ? 58 : 46);
    const count = this.half(wide ? 60 : 48);
    return Array.from({ length: count }, (_, index) => {
      const at = table + index * size;
      return {
        type: this.int(at + 4),
        address: this.word(at + (wide ? 16 : 12)),
        offset: this.word(at + (wide ? 24 : 16)),
        size: this.word(at + (wide ? 32 : 20)),
        link: this.int(at + (wide ? 40 : 24)),
      };
    });
  }

  private offsetOf(address: number): number | undefined {
    const section = this.sections.find(
      (each) =>
        each.type !== SHT_NOBITS && each.address > 0 && address >= each.address && address < each.address + each.size,
    );
    return section === undefined ? undefined : section.offset + (address - section.address);
  }

  private text(offset: number): string {
    const end = this.bytes.indexOf(0, offset);
    return this.bytes.toString('utf8', offset, end < 0 ? undefined : end);
  }

  private half(offset: number): number {
    return this.little ? this.bytes.readUInt16LE(offset) : this.bytes.readUInt16BE(offset);
  }

  private int(offset: number): number {
    return this.little ? this.bytes.readUInt32LE(offset) : this.bytes.readUInt32BE(offset);
  }

  private word(offset: number): number {
    return Number(this.bigWord(offset));
  }

  private bigWord(offset: number): bigint {
    if (this.bits === 32) {
      return BigInt(this.int(offset));
    }
    return this.little ? this.bytes.readBigUInt64LE(offset) : this.bytes.readBigUInt64BE(offset);
  }
}

interface SectionHeader {
  readonly type: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
}

const STB_GLOBAL = 1;
const SHT_RELA = 4;
const SHT_NOBITS = 8;
const SHT_REL = 9;
const SHT_DYNSYM = 11;
const SHT_RELR = 19;
