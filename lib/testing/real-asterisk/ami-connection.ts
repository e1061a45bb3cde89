import type { Readable, Writable } from 'node:stream';
import { AmiReader, fieldOf, printAction, type AmiAction, type AmiFields } from './ami-framing';

/** What the manager interface answered to one action. */
export interface AmiResponse {
  /** Whether the response is `Success`, `Goodbye` or `Follows`. */
  readonly ok: boolean;

  /** The fields of the response, in order. */
  readonly fields: AmiFields;

  /** The events of a list, in order and without the one that ends it; empty for other actions. */
  readonly events: readonly AmiFields[];

  /** The `Output` lines of the action `Command`. */
  readonly output: readonly string[];
}

interface Pending {
  readonly resolve: (response: AmiResponse) => void;
  readonly reject: (error: Error) => void;
  readonly events: AmiFields[];
  readonly timer: NodeJS.Timeout;
  fields?: AmiFields;
}

/** Both directions of a connection, and the way to end it. */
export interface AmiTransport {
  readonly input: Writable;
  readonly output: Readable;
  close(): void;
}

/** A connection to Asterisk's manager interface; many actions may be under way at once. */
export class AmiConnection {
  private readonly reader = new AmiReader();
  private readonly pending = new Map<string, Pending>();
  private readonly listeners: ((event: AmiFields) => void)[] = [];
  private count = 0;
  private closed = false;

  constructor(private readonly transport: AmiTransport) {
    transport.output.setEncoding('utf8');
    transport.output.on('data', (text: string) => {
      for (const message of this.reader.push(text)) {
        this.receive(message);
      }
    });
    transport.output.on('close', () => {
      this.fail('the manager connection was closed by Asterisk; is manager.conf enabled, and the user known?');
    });
    transport.input.on('error', () => {
      this.fail('the manager connection broke while an action was written');
    });
  }

  /**
   * Sends an action, and waits for its response and, of a list, for every event.
   *
   * @param timeout milliseconds
   * @throws Error when the connection ends or the time is over; a response that says `Error` is returned, not thrown
   */
  action(action: AmiAction, timeout = 30_000): Promise<AmiResponse> {
    const id = String(++this.count);
    const text = printAction({ ...action, ActionID: id });
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new Error('the manager connection is closed'));
        return;
      }
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new Error(`no response to the manager action '${String(action.Action)}' within ${timeout} ms`));
      }, timeout);
      this.pending.set(id, { resolve, reject, events: [], timer });
      this.transport.input.write(text);
    });
  }

  /** Calls back for every event that belongs to no action. */
  onEvent(listener: (event: AmiFields) => void): void {
    this.listeners.push(listener);
  }

  /** Ends the connection; actions under way fail. */
  close(): void {
    this.fail('the manager connection was closed');
    this.transport.close();
  }

  private receive(message: AmiFields): void {
    const id = fieldOf(message, 'ActionID') ?? '';
    const pending = this.pending.get(id);
    if (pending === undefined) {
      for (const listener of this.listeners) {
        listener(message);
      }
      return;
    }
    if (fieldOf(message, 'Response') !== undefined) {
      pending.fields = message;
      if (fieldOf(message, 'EventList')?.toLowerCase() !== 'start') {
        this.finish(id, pending, message);
      }
      return;
    }
    if (fieldOf(message, 'EventList')?.toLowerCase() === 'complete' && pending.fields !== undefined) {
      this.finish(id, pending, pending.fields);
      return;
    }
    pending.events.push(message);
  }

  private finish(id: string, pending: Pending, fields: AmiFields): void {
    this.pending.delete(id);
    clearTimeout(pending.timer);
    pending.resolve({
      ok: (fieldOf(fields, 'Response') ?? '').toLowerCase() !== 'error',
      fields,
      events: pending.events,
      output: fields.filter(([name]) => name === 'Output').map(([, value]) => value),
    });
  }

  private fail(message: string): void {
    this.closed = true;
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(new Error(message));
    }
    this.pending.clear();
  }
}
