/** Between a number and its unit, so that a line never breaks there. */
export const NBSP = '\u00a0';

export const MINUS = '\u2212';

/** For a value that is not known. */
export const NO_VALUE = '–';
