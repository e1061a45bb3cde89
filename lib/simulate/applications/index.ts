import { catalogOf } from '../../catalog/catalog-of';
import type { AsteriskVersion } from '../../catalog/version';
import { nameIn } from '../../dialplan/check-step';
import { given } from '../functions/channel-function';
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
  const catalog = catalogOf(version);
  const known = nameIn(catalog, name);
  if (known === undefined) {
    return undefined;
  }
  const key = name.toLowerCase();
  const application = Object.hasOwn(APPLICATIONS, key) ? (APPLICATIONS[key] ?? INERT) : INERT;
  return setting(catalog.applications[known]?.variables ?? [], application);
}

/** The variables that an application sets are not known, until it is known what it sets them to. */
function setting(variables: readonly string[], application: Application): Application {
  const run: Application['run'] = (leg, args) => {
    for (const name of variables) {
      leg.channel.set(name, given(leg.world, name));
    }
    return application.run(leg, args);
  };
  return variables.length === 0 ? application : { ...application, run };
}

function lowered(table: Readonly<Record<string, Application>>): Readonly<Record<string, Application>> {
  return Object.fromEntries(Object.entries(table).map(([name, application]) => [name.toLowerCase(), application]));
}
