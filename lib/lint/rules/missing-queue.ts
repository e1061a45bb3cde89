import { didYouMean } from '../../conf/did-you-mean';
import type { Rule } from '../rule';
import type { Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';

/** Applications that name a queue first. */
const APPLICATIONS = ['Queue', 'AddQueueMember', 'RemoveQueueMember', 'PauseQueueMember', 'UnpauseQueueMember'];

/** A queue that is named and is not in `queues.conf`. */
export const missingQueue: Rule = {
  id: 'missing-queue',
  severity: 'error',
  summary: 'a queue that is named and is not in `queues.conf`',
  check(subject, report) {
    if (!subject.isComplete('queues.conf') || isInDatabase(subject)) {
      return;
    }
    const names = subject
      .sections('queues.conf')
      .map(({ name }) => name)
      .filter((name) => name !== 'general');
    const known = new Set(names.map((name) => name.toLowerCase()));
    for (const { name, arguments: given, step } of subject.named(...APPLICATIONS)) {
      const queue = withGlobals(given[0] ?? '', subject.dialplan.globals);
      if (queue !== '' && !isOpen(queue) && !queue.includes('$') && !known.has(queue.toLowerCase())) {
        const consequence = name === 'Queue' ? 'the caller does not wait, and goes on' : 'nothing is done';
        report(`the queue '${queue}' is not in queues.conf${didYouMean(queue, names)}: ${consequence}`, step.location);
      }
    }
  },
};

function isInDatabase(subject: Subject): boolean {
  return subject
    .sections('extconfig.conf')
    .some(({ options }) => options.some(({ key }) => key === 'queues' || key === 'queues.conf'));
}
