import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where root file systems and built images are kept between runs: `$XDG_CACHE_HOME/cdk8s-asterisk`, else below `~/.cache`. */
export function cacheDirectory(...below: string[]): string {
  const { XDG_CACHE_HOME: xdg } = process.env;
  // The XDG specification has relative paths ignored.
  const base = xdg?.startsWith('/') === true ? xdg : join(homedir(), '.cache');
  return join(base, 'cdk8s-asterisk', ...below);
}
