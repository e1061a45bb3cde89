import { optionRule } from '../option-mistakes';

/** An option that no version of Asterisk has there. */
export const unknownOption = optionRule(
  'unknown-option',
  'error',
  'an option that Asterisk does not have there',
  'UnknownOption',
);
