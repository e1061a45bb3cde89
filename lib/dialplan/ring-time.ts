import { ValidationError, type Scoped } from '../conf/validation-error';

/** A length of time, such as the `Duration` of cdk8s. */
export interface TimeSpan {
  toSeconds(): number;
}

/**
 * How long phones ring, in seconds.
 *
 * @throws ValidationError `RingTime` below a second, which Asterisk takes for ever, and above an hour
 */
export function ringSeconds(time: TimeSpan | undefined, property: string, where?: Scoped): number {
  const seconds = time?.toSeconds() ?? 30;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600) {
    const message = `${property} is ${seconds} seconds, allowed are whole seconds from 1 to 3600: give one such as Duration.seconds(30)`;
    throw new ValidationError('RingTime', message, where);
  }
  return seconds;
}
