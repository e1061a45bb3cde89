/** Modules whose absence no feature shows, and why they are resolved all the same. */
export const UNSHOWN_MODULES: Readonly<Record<string, string>> = {};
