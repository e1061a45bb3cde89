/** One call of an application, such as `Dial(PJSIP/hall,30)`. */
export interface Step {
  readonly application: string;
  /** What stands between the parentheses. */
  readonly arguments: string;
  /** A name by which this step can be reached. */
  readonly label?: string;
}

/** The step, reachable under a name. */
export function label(name: string, step: Step): Step {
  return { ...step, label: name };
}

/** The step as it is written in `extensions.conf`. */
export function stepText(step: Step): string {
  return `${step.application}(${step.arguments})`;
}
