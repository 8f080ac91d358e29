import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';

/** An exclusion of a service in one environment. Times are milliseconds since the epoch. */
export interface StoredExclusion extends Exclusion {
  readonly id: string;
  readonly entityRef: string;
  readonly environment: string;
  /** Without one, it holds for all SLOs of the service. */
  readonly slo?: string;
  readonly author: string;
  readonly createdAtMs: number;
}

/** Which exclusions; without a field, all that are in force now. */
export interface ExclusionQuery {
  readonly entityRef?: string;
  readonly environment?: string;
  /** Those that were in force at a moment: added before it and not yet removed. */
  readonly atMs?: number;
  /** Those that may touch a budget of now, which others ended too long ago for. Changes by the day. */
  readonly effectiveAtMs?: number;
}

/** Where an exclusion stands among others. */
export type ExclusionPosition = Pick<StoredExclusion, 'startMs' | 'id'>;

/** A page of them; without a limit, all that come after. */
export interface ExclusionPageQuery extends ExclusionQuery {
  readonly after?: ExclusionPosition;
  readonly limit?: number;
}

/** Who removes which exclusion, and when. */
export interface ExclusionRemoval {
  readonly id: string;
  readonly entityRef: string;
  readonly environment: string;
  readonly by: string;
  readonly nowMs: number;
}

/** Exclusions that people have added. */
export interface ExclusionStore {
  add(exclusion: StoredExclusion): Promise<void>;
  /** By start. */
  list(query?: ExclusionPageQuery): Promise<StoredExclusion[]>;
  count(query: ExclusionQuery): Promise<number>;
  /** Answers what was removed; nothing when it is not there, or not there any more. */
  remove(removal: ExclusionRemoval): Promise<StoredExclusion | undefined>;
}
