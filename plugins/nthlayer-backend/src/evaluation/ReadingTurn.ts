import { Lease } from '../leases/LeaseStore';

/** One turn of reading tiles. */
export interface ReadingTurn {
  /** Without it, all data sources are read side by side. */
  readonly dataSource?: string;
  /** The lease under which it is done; every write is checked against it. */
  readonly fence?: Lease;
}
