import { Lease } from '../leases/LeaseStore';

/** One turn of reading tiles. */
export interface ReadingTurn {
  /** Without it, all data sources are read side by side. */
  readonly dataSource?: string;
  /** The lease under which it is done; every write is checked against it. */
  readonly fence?: Lease;
}

/** How a turn ended. What failed in it has been logged where it did. */
export type TurnOutcome = 'done' | 'failed';

/** How a turn ended each part of which was done as far as it could be. */
export function outcomeOf(parts: readonly TurnOutcome[]): TurnOutcome {
  return parts.includes('failed') ? 'failed' : 'done';
}
