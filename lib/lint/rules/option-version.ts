import { optionRule } from '../option-mistakes';

/** An option of another version of Asterisk. */
export const optionVersion = optionRule(
  'option-version',
  'error',
  'an option of another version of Asterisk',
  'OptionVersion',
);
