import type { Value } from '../channel';
import { given, type Asked, type ChannelFunction } from './channel-function';

/** What a call told Asterisk's database; what was there before is not known. */
export class Database {
  /** The values by `family/key`; `undefined` where an entry is gone. */
  private readonly entries = new Map<string, Value | undefined>();
  /** Families that are empty but for what came later. */
  private readonly emptied: string[] = [];

  /** Whether anything was told of an entry. */
  knows(key: string): boolean {
    return this.entries.has(key) || this.emptied.some((family) => key.startsWith(`${family}/`));
  }

  read(key: string): Value | undefined {
    return this.entries.get(key);
  }

  write(key: string, value: Value): void {
    this.entries.set(key, value);
  }

  delete(key: string): void {
    this.entries.set(key, undefined);
  }

  /** Deletes a family, or what is below a key of one: `family/key`. */
  deleteTree(family: string): void {
    for (const key of [...this.entries.keys()].filter((each) => each.startsWith(`${family}/`))) {
      this.entries.delete(key);
    }
    this.emptied.push(family);
  }
}

/** Source: `funcs/func_db.c`. */
export const databaseFunctions: Readonly<Record<string, ChannelFunction>> = {
  DB: {
    read: readEntry,
    write: ({ world }, key, value) => {
      world.database.write(key, value);
    },
  },
  DB_EXISTS: {
    read: ({ world }, key) => {
      const { database } = world;
      return database.knows(key) ? (database.read(key) === undefined ? '0' : '1') : given(world, `DB_EXISTS(${key})`);
    },
  },
  DB_DELETE: {
    read: (asked, key) => {
      const value = readEntry(asked, key);
      asked.world.database.delete(key);
      return value;
    },
    write: ({ world }, key) => {
      world.database.delete(key);
    },
  },
};

function readEntry({ world }: Asked, key: string): Value {
  const { database } = world;
  return database.knows(key) ? (database.read(key) ?? '') : given(world, `DB(${key})`);
}
