import { assignment, file, section, type ConfFile } from '../conf/nodes';
import type { Lock } from '../conf/lock';
import { DialplanContext } from './context';

/** The contexts that the user of the library adds to those that phones and trunks make. */
export class Dialplan {
  private readonly list: DialplanContext[] = [];

  /** @internal */
  constructor(private readonly lock: Lock) {}

  get contexts(): readonly DialplanContext[] {
    return [...this.list];
  }

  /** The context of this name; it is made when there is none. */
  context(name: string): DialplanContext {
    const found = this.list.find((context) => context.name === name);
    if (found !== undefined) {
      return found;
    }
    const made = new DialplanContext(name, undefined, this.lock);
    this.list.push(made);
    return made;
  }
}

/** `extensions.conf` with these contexts. */
export function dialplanFile(contexts: readonly DialplanContext[]): ConfFile {
  // The dialplan is written here and nowhere else: Asterisk must not save over it.
  const general = section('general', [assignment('static', 'yes'), assignment('writeprotect', 'yes')]);
  return file('extensions.conf', [general, ...contexts.map((context) => context.toNode())]);
}
