import type { ModelStep } from '../../dialplan/model/dialplan-model';
import type { Subject } from '../subject';
import { isOpen } from '../visit';
import { settings, type Setting } from './settings';

/**
 * Where transfers find their number: in each context that `TRANSFER_CONTEXT` is given by a step that the call may have taken, or for all calls.
 *
 * None where it is given none: then it is the context of whoever transfers.
 */
export function transferContexts(subject: Subject, taken?: ReadonlySet<ModelStep>): readonly Setting[] {
  return settings(subject, 'TRANSFER_CONTEXT').filter(
    ({ step }) => step === undefined || taken === undefined || taken.has(step),
  );
}

/** Whether only a running Asterisk knows the context. */
export function isOpenContext({ value }: Setting): boolean {
  return isOpen(value) || value.includes('$[');
}
