/** The right to do a job for a while. Of two leases on one job the later has the higher epoch. */
export interface Lease {
  readonly job: string;
  readonly holder: string;
  readonly epoch: number;
}

/** Keeps replicas, and what a crashed process left behind, from doing a job twice. Leases hold for `ttlMs` from now on. */
export interface LeaseStore {
  /** Undefined while somebody holds it, who may be the same holder. */
  acquire(
    job: string,
    holder: string,
    ttlMs: number,
  ): Promise<Lease | undefined>;
  /** False when it ran out and was taken by somebody else. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}
