/** UDP ports from the first to the last, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}
