import type { Rule } from '../rule';
import { extensionsOf, isOpen } from '../visit';

/** Applications that no further step of the extension follows. */
const ENDS = [
  'Hangup',
  'Goto',
  'GotoIf',
  'GotoIfTime',
  'Return',
  'MacroExit',
  'Busy',
  'Congestion',
  'Queue',
  'Park',
  'ConfBridge',
  'Transfer',
  'EndWhile',
  'ParkedCall',
  'Stasis',
  'WaitExten',
  'Pickup',
  'Directory',
  'MeetMe',
  'Page',
  'VoiceMailMain',
  'DISA',
  'Milliwatt',
  'Echo',
  'Zapateller',
  'AGI',
  'Dictate',
];

/** An extension after whose last step a call ends by itself, with whatever cause was last. */
export const noHangup: Rule = {
  id: 'no-hangup',
  severity: 'info',
  summary: 'an extension whose last step does not say how the call ends',
  check(subject, report) {
    for (const steps of extensionsOf(subject)) {
      const last = steps.at(-1);
      if (last === undefined) {
        continue;
      }
      const { extension, context, step } = last;
      const name = step.application.trim().toLowerCase();
      const ends = ENDS.some((each) => each.toLowerCase() === name) || isOpen(name);
      if (!ends && extension.pattern !== 'h' && !context.name.startsWith('macro-')) {
        report(
          `'${extension.pattern}' ends without Hangup or a jump, the caller is told whatever cause was last: add Hangup()`,
          step.location,
        );
      }
    }
  },
};
