import { split } from '../../dialplan/scan';
import type { PlacedApplication, Subject } from '../subject';
import { isOpen, withGlobals } from '../visit';
import { devicesOpen, sectionsNamed, together, type Opened, type Way } from './way';

/** What is opened to a caller in a `Queue`: the queue's context, its members, and routines that run for them. */
export function queueOpens(subject: Subject, application: PlacedApplication): Required<Opened> {
  const [name = ''] = application.arguments;
  const ofQueues = sectionsNamed(subject, 'queues.conf', name).map((queue): Opened => {
    const context = queue.value('context') ?? '';
    return together([
      { ways: context === '' ? [] : [{ context, why: `what is dialled in the queue '${queue.name}'` }] },
      ...queue.options
        .filter(({ key }) => key === 'member')
        .map(({ value }) => devicesOpen(split(value)[0] ?? '', `a member of the queue '${queue.name}'`)),
    ]);
  });
  return together([...ofQueues, ...added(subject, name), { ways: queueRoutines(subject, application) }]);
}

/**
 * Members that the dialplan adds somewhere, whose number is written.
 *
 * Another number is that of whoever adds the member, and theirs to choose; where it is the caller who does so, the step itself is reached.
 */
function added(subject: Subject, queue: string): readonly Opened[] {
  const { globals } = subject.dialplan;
  const wanted = withGlobals(queue, globals).toLowerCase();
  return subject.named('AddQueueMember').flatMap(({ arguments: [name = '', device = ''] }) => {
    const [own, devices] = [withGlobals(name, globals).toLowerCase(), withGlobals(device, globals)];
    const fits = own === wanted || isOpen(own) || isOpen(wanted);
    return fits && !devices.includes('$')
      ? [devicesOpen(devices, `a member that is added to the queue '${name}'`)]
      : [];
  });
}

/** Routines that a member goes through before it is connected: those of the queue, and those in the arguments, whose places differ from version to version. */
export function queueRoutines(subject: Subject, { arguments: given }: PlacedApplication): readonly Way[] {
  const argument = (name: string): string => {
    const index = subject.catalog.applications.Queue?.parameters.findIndex((each) => each.name === name) ?? -1;
    return index < 0 ? '' : (given[index] ?? '');
  };
  const [name = ''] = given;
  const ofQueues = sectionsNamed(subject, 'queues.conf', name).flatMap((queue) => [
    ...routineOf(queue.value('membergosub') ?? '', queue.name),
    ...macroOf(queue.value('membermacro') ?? '', queue.name),
  ]);
  return [
    ...ofQueues,
    ...routineOf(argument('gosub').replaceAll('\\,', ','), name),
    ...macroOf(argument('macro'), name),
  ];
}

function routineOf(text: string, queue: string): readonly Way[] {
  const parts = text.replace(/\([^)]*\)$/, '').split(/[,^]/);
  const [context = '', number = 's', priority = '1'] = parts.map((each) => each.trim());
  return context === '' ? [] : [{ context, number, priority, why: `the routine of the queue '${queue}'` }];
}

function macroOf(text: string, queue: string): readonly Way[] {
  const [name = ''] = split(text);
  return name === '' ? [] : [{ context: `macro-${name}`, number: 's', why: `the macro of the queue '${queue}'` }];
}
