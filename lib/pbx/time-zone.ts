import { shown, ValidationError, type Scoped } from '../conf/validation-error';

/**
 * Checks the name of a time zone in the IANA database, whose files have names in upper and lower case.
 *
 * @throws ValidationError `TimeZone`
 */
export function checkTimeZone(timeZone: string, where: Scoped): string {
  if (!isTimeZone(timeZone)) {
    const message = `timeZone ${shown(timeZone)} is not in the IANA database: give a name such as 'Europe/London' or 'Etc/UTC'`;
    throw new ValidationError('TimeZone', message, where);
  }
  return timeZone;
}

function isTimeZone(timeZone: string): boolean {
  // The list is quick to ask and leaves out aliases; a formatter knows those and takes any case.
  if (Intl.supportedValuesOf('timeZone').includes(timeZone)) {
    return true;
  }
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(timeZone)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
