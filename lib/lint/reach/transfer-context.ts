import type { Subject } from '../subject';
import { isOpen } from '../visit';

/** The context in which transfers find their number, where `TRANSFER_CONTEXT` is set; `undefined` for that of whoever transfers. */
export function transferContextOf(subject: Subject): string | undefined {
  return subject.once('TRANSFER_CONTEXT', () => {
    const set = subject
      .named('Set')
      .flatMap(({ written }) => /^(?:_*|GLOBAL\()TRANSFER_CONTEXT\)?=(\S+)$/.exec(written.arguments)?.[1] ?? []);
    const global = subject.dialplan.globals.find(({ name }) => name === 'TRANSFER_CONTEXT')?.value;
    return [...set, global].find((each) => each !== undefined && !isOpen(each));
  });
}
