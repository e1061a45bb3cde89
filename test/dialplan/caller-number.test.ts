import { callerNumberSteps } from '../../lib/dialplan/caller-number';
import { NumberFormat } from '../../lib/dialplan/number-format';
import { NumberingPlan } from '../../lib/dialplan/numbering-plan';
import { stepText } from '../../lib/dialplan/step';

// What these steps do with numbers is proved on the real Asterisk: test/integration/calls/trunk.test.ts.
const written = (country: string, format: NumberFormat) =>
  callerNumberSteps(format, NumberingPlan.of(country)).map(stepText);

test('only digits are looked at', () => {
  expect(written('GB', NumberFormat.E164)).toEqual([
    'Set(CALLER=${FILTER(+0-9,${CALLERID(num)})})',
    'ExecIf($[${LEN(${CALLER})} >= 7 & ${LEN(${CALLER})} = ${LEN(${CALLERID(num)})}]?Set(CALLERID(num)=${IF($["${CALLER:0:2}" = "00"]?+${CALLER:2}:${IF($["${CALLER:0:1}" = "0"]?+44${CALLER:1}:${CALLER})})}))',
  ]);
});

test('a country without a national prefix has no national form', () => {
  expect(written('ES', NumberFormat.E164)[1]).toContain(
    'Set(CALLERID(num)=${IF($["${CALLER:0:2}" = "00"]?+${CALLER:2}:${CALLER})}))',
  );
});

test('a provider that leaves out the plus has it put back', () => {
  expect(written('GB', NumberFormat.E164_WITHOUT_PLUS)[1]).toContain(
    '${IF($["${CALLER:0:1}" = "+"]?${CALLER}:+${CALLER})}',
  );
});
