import { NumberingPlan } from '../../dialplan/numbering-plan';
import type { ExpensiveNumbers } from '../lint-options';
import { describePath, relatedPath } from './describe-path';
import { trunkPaths } from './fraud-paths';
import { phoneEntrances } from './outside';
import { walk } from './walk';
import type { Report } from '../rule';
import type { Subject } from '../subject';

/** How international numbers begin in most of the world. */
const PREFIXES = ['+', '00', '011'];

/** A number of no country in particular: a satellite phone. */
const FAR = ['88213123456', '79161234567'];

/** Tells which phones may call such numbers. */
export function reportExpensive(subject: Subject, kind: ExpensiveNumbers, report: Report): void {
  if (subject.options.open?.includes(kind) === true) {
    return;
  }
  for (const entrance of phoneEntrances(subject)) {
    for (const number of samplesOf(subject, kind)) {
      const [found] = trunkPaths(subject, walk(subject, { context: entrance.context, number }));
      if (found !== undefined) {
        const message = `phones of '${entrance.context}' may call ${kind} numbers such as ${number}: ${describePath(entrance, found.path, found.call)}; bar them, or open them with "open": ["${kind}"]`;
        report(
          message,
          found.path[found.path.length - 1]?.step.location ?? entrance.at,
          relatedPath(entrance, found.path),
        );
        break;
      }
    }
  }
}

function samplesOf(subject: Subject, kind: ExpensiveNumbers): readonly string[] {
  const { country } = subject.options;
  const plan = country === undefined ? undefined : NumberingPlan.of(country);
  if (kind === 'international') {
    const prefixes = plan === undefined ? PREFIXES : ['+', plan.internationalPrefix];
    return prefixes.flatMap((prefix) => FAR.map((number) => prefix + number));
  }
  return (plan?.premiumPatterns ?? []).map((pattern) => `${plan?.nationalPrefix ?? ''}${lowest(pattern)}`);
}

/** The lowest number of a pattern. */
function lowest(pattern: string): string {
  return pattern
    .replace(/\[([^\]])[^\]]*\]/g, '$1')
    .replaceAll('X', '0')
    .replaceAll('Z', '1')
    .replaceAll('N', '2')
    .replace(/[_.!]/g, '');
}
