import { optionRule } from '../option-mistakes';

/** A value that an option does not take. */
export const optionValue = optionRule('option-value', 'error', 'a value that an option does not take', 'OptionValue');
