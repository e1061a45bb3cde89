import { ExecIf, Set as SetVariable } from './application';
import { NumberFormat } from './number-format';
import type { NumberingPlan } from './numbering-plan';
import type { Step } from './step';

/** Below this many digits it is no number that can be called back from everywhere. */
const SHORTEST = 7;

/**
 * Has the number of a caller shown in its E.164 form, so that it can be called back.
 *
 * Providers write it as one dials within the country, with the international prefix, or without anything in front.
 *
 * What is no number, or one in a form that is not known, stays as it is.
 */
export function callerNumberSteps(format: NumberFormat, plan: NumberingPlan): Step[] {
  const { nationalPrefix, internationalPrefix, callingCode } = plan;
  const starts = (prefix: string) => `$["\${CALLER:0:${prefix.length}}" = "${prefix}"]`;
  const rest = format === NumberFormat.E164_WITHOUT_PLUS ? `${starts('+')}?\${CALLER}:+\${CALLER}` : undefined;
  const otherwise = rest === undefined ? '${CALLER}' : `\${IF(${rest})}`;
  const national =
    nationalPrefix === ''
      ? otherwise
      : `\${IF(${starts(nationalPrefix)}?+${callingCode}\${CALLER:${nationalPrefix.length}}:${otherwise})}`;
  const e164 = `\${IF(${starts(internationalPrefix)}?+\${CALLER:${internationalPrefix.length}}:${national})}`;
  return [
    // Whoever calls writes what he likes: only digits are looked at, and only where there is nothing else.
    SetVariable('CALLER', '${FILTER(+0-9,${CALLERID(num)})}'),
    ExecIf(`$[\${LEN(\${CALLER})} >= ${SHORTEST} & \${LEN(\${CALLER})} = \${LEN(\${CALLERID(num)})}]`, [
      SetVariable('CALLERID(num)', e164),
    ]),
  ];
}
