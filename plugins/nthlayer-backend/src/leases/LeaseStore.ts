/** The right to do a job for a while. Of two leases on one job the later has the higher epoch. */
export interface Lease {
  readonly job: string;
  readonly holder: string;
  readonly epoch: number;
}

/** How long a lease is to hold, from when; milliseconds since the epoch and milliseconds. */
export interface LeaseTerm {
  readonly nowMs: number;
  readonly ttlMs: number;
}

/** Keeps replicas, and what a crashed process left behind, from doing a job twice. */
export interface LeaseStore {
  /** Undefined while somebody holds it, who may be the same holder. */
  acquire(
    job: string,
    holder: string,
    term: LeaseTerm,
  ): Promise<Lease | undefined>;
  /** False when it ran out and was taken by somebody else. */
  renew(lease: Lease, term: LeaseTerm): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}
