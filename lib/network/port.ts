/** The lowest port that a pod without privileges may listen on. */
export const LOWEST_OWN_PORT = 1024;

/** The highest port. */
export const HIGHEST_PORT = 65535;

/** Whether a number is a port, such as one that a pod may listen on (from `LOWEST_OWN_PORT`). */
export function isPort(port: number, lowest = 1): boolean {
  return Number.isInteger(port) && port >= lowest && port <= HIGHEST_PORT;
}
