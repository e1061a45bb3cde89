/** Modules whose absence no feature shows, and why they are resolved all the same. */
export const UNSHOWN_MODULES: Readonly<Record<string, string>> = {
  res_pjsip_refer: 'without it a REFER, by which phones transfer, is answered with 501; no feature sends one',
};
