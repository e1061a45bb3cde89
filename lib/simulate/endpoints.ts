import { flatten, type Category } from '../conf/flatten';
import type { ConfFile } from '../conf/nodes';

/** Someone who can call: an endpoint of `pjsip.conf`. */
export interface Endpoint {
  readonly name: string;
  /** Where its calls arrive. */
  readonly context: string;
  /** The number that its calls show; absent where the caller says it. */
  readonly callerId?: string;
  readonly callerName?: string;
  /** Whether it is a phone, which logs in with a password, and no trunk. */
  readonly isPhone: boolean;
}

/** The endpoints that these files describe, in order. */
export function endpointsIn(files: readonly ConfFile[]): readonly Endpoint[] {
  const pjsip = files.find(({ name }) => name === 'pjsip.conf');
  const sections = pjsip === undefined ? [] : flatten(pjsip).filter(({ template }) => !template);
  const registered = new Set(
    sections
      .filter((section) => valueOf(section, 'type') === 'registration')
      .map((each) => valueOf(each, 'endpoint') ?? each.name),
  );
  return sections
    .filter((section) => valueOf(section, 'type') === 'endpoint')
    .map((section) => {
      const [, name = '', number] =
        /^\s*"?([^"<]*?)"?\s*(?:<([^>]*)>)?\s*$/.exec(valueOf(section, 'callerid') ?? '') ?? [];
      const caller = number ?? (/^[+\d*#]+$/.test(name) ? name : undefined);
      return {
        name: section.name,
        context: valueOf(section, 'context') ?? 'default',
        ...(caller === undefined ? {} : { callerId: caller }),
        ...(number === undefined || name === '' ? {} : { callerName: name }),
        isPhone: valueOf(section, 'auth') !== undefined && !registered.has(section.name),
      };
    });
}

function valueOf({ variables }: Category, key: string): string | undefined {
  return variables.findLast((variable) => variable.key === key)?.value;
}
