import { catalogOf } from '../../catalog/catalog-of';
import type { AsteriskVersion } from '../../catalog/version';
import { nameIn } from '../../dialplan/check-step';
import type { Application } from './application';
import { controlApplications } from './call-control';
import { destinationApplications } from './destinations';
import { dialApplications } from './dial';
import { flowApplications } from './flow';
import { loopApplications } from './loops';
import { macroApplications } from './macro';
import { promptApplications } from './prompts';
import { variableApplications } from './variables';

const APPLICATIONS: Readonly<Record<string, Application>> = lowered({
  ...controlApplications,
  ...destinationApplications,
  ...dialApplications,
  ...flowApplications,
  ...loopApplications,
  ...macroApplications,
  ...promptApplications,
  ...variableApplications,
});

/** What does not change where a call goes. */
const INERT: Application = { run: () => 'next' };

/** An application by its name, in any case; `undefined` for one that this version does not have. */
export function applicationOf(name: string, version: AsteriskVersion): Application | undefined {
  if (nameIn(catalogOf(version), name) === undefined) {
    return undefined;
  }
  const key = name.toLowerCase();
  return Object.hasOwn(APPLICATIONS, key) ? APPLICATIONS[key] : INERT;
}

function lowered(table: Readonly<Record<string, Application>>): Readonly<Record<string, Application>> {
  return Object.fromEntries(Object.entries(table).map(([name, application]) => [name.toLowerCase(), application]));
}
