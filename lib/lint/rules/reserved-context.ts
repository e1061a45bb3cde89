import { jumpsOf } from '../../dialplan/jump';
import type { Report, Rule } from '../rule';
import type { Subject } from '../subject';

const RESERVED = ['general', 'globals'];

/** `general` and `globals` are no contexts: they hold settings and variables. */
export const reservedContext: Rule = {
  id: 'reserved-context',
  severity: 'error',
  summary: 'extensions in, or a way to, `general` or `globals`, which are no contexts',
  check(subject, report) {
    for (const { name, options } of subject.sections('extensions.conf').filter((each) => isReserved(each.name))) {
      for (const { key, at } of options.filter((each) => ['exten', 'same', 'include'].includes(each.key))) {
        report(`'${key}' stands in [${name}], which is no context, so nobody reaches it: move it to another one`, at);
      }
    }
    checkUses(subject, report);
  },
};

function checkUses(subject: Subject, report: Report): void {
  const message = (name: string) => `'${name}' is no context but holds settings: name another one`;
  for (const { includes } of subject.dialplan.contexts.values()) {
    for (const { context, location } of includes.filter((each) => isReserved(each.context))) {
      report(message(context), location);
    }
  }
  for (const { name, written, step } of subject.applications) {
    for (const { context = '' } of jumpsOf(name, written.arguments).filter((each) => isReserved(each.context ?? ''))) {
      report(message(context), step.location);
    }
  }
  for (const endpoint of subject.objects('endpoint')) {
    const option = endpoint.option('context');
    if (option !== undefined && isReserved(option.value)) {
      report(message(option.value), option.at);
    }
  }
}

function isReserved(name: string): boolean {
  return RESERVED.includes(name.toLowerCase());
}
