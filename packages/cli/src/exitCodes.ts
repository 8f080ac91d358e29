/** What the process ends with. */
export const EXIT = {
  ok: 0,
  /** Something was found that has to be mended. */
  findings: 1,
  /** Wrong usage, or the command could not do its work. */
  failure: 2,
  /** Ended by Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;
