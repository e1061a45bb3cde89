/** What stands in a line that Asterisk logs in JSON. */
interface JsonLine {
  readonly timestamp: string;
  /** The thread, and the call in brackets. */
  readonly identifiers: { readonly lwp: number; readonly callid: string };
  readonly logmsg: {
    readonly location: { readonly filename: string; readonly function: string; readonly line: number };
    readonly level: string;
    readonly message: string;
  };
}

/** What was printed, without colours, each line as Asterisk logs it by default, also where it was logged in JSON. */
export function consoleText(text: string): string {
  return withoutColours(text)
    .split('\n')
    .map((line) => (line.startsWith('{"') ? (plain(line) ?? line) : line))
    .join('\n');
}

/** The text without the escape sequences that colour a terminal. */
export function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what is to be found
  return text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replaceAll('\r', '');
}

function plain(line: string): string | undefined {
  try {
    const { timestamp, identifiers, logmsg } = JSON.parse(line) as JsonLine;
    const { level, location, message } = logmsg;
    const place = `${location.filename}:${location.line} ${location.function}`;
    return `[${timestamp}] ${level}[${identifiers.lwp}]${identifiers.callid}: ${place}: ${message.trimEnd()}`;
  } catch {
    return undefined;
  }
}
