/** Half an hour: a backend runs for days, and by then its code is compiled. */
export const WARM_UP_TICKS = 30;
