/** How Asterisk writes its log, which a pod's container has on its standard output. */
export enum LogFormat {
  /** One object of JSON on each line: `timestamp`, `identifiers`, and `logmsg` with `level`, `message` and where in Asterisk it came from. */
  JSON = '[json]',
  /** As Asterisk does by default: `[time] LEVEL[thread]: file:line function: message`. */
  DEFAULT = '[default]',
}
