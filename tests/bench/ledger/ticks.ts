/** Fewer SLOs than any usual size has: what they cost is told and not judged, and fewer ticks do. */
const FEW_SLOS = 100;

/** Half an hour: a backend runs for days, and by then its code is compiled. */
export const warmUpTicks = (slos: number) => (slos < FEW_SLOS ? 3 : 30);

/** Ticks whose CPU is measured. */
export const measuredTicks = (slos: number) => (slos < FEW_SLOS ? 5 : 31);

/** How often a process is started that finds a ledger. Of few SLOs what it measures is not judged. */
export const measuredRestarts = (slos: number) => (slos < 10_000 ? 1 : 5);
