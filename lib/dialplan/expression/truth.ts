/**
 * Whether a condition, such as that of `GotoIf`, holds: nothing and zero do not, another number or text does.
 *
 * Source: `pbx_checkcondition` in `main/pbx.c`.
 */
export function isTrueCondition(text: string): boolean {
  if (text === '') {
    return false;
  }
  const [number] = /^\s*[-+]?\d{1,30}/.exec(text) ?? [];
  return number === undefined || Number(number) !== 0;
}
