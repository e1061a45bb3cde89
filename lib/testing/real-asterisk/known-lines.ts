/**
 * Lines that look like a complaint and say nothing about the configuration.
 *
 * Asterisk 22.10.1 registers a documentation-less option of its `stasis.conf` and says so once, before its logger runs, whatever the
 * configuration is, Debian's own included. It carries no level.
 */
const asterisksOwn: readonly string[] = [
  "Could not find option 'minimum_size' with type 'threadpool' in module 'stasis'",
];

/** Whether Asterisk prints this line, its colours removed, with every configuration. */
export function isAsterisksOwn(line: string): boolean {
  return asterisksOwn.includes(line.trim());
}
