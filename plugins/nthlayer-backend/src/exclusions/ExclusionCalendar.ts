import { excludedIntervals, Interval } from '@nthlayer/engine';
import { groupBy } from '../evaluation/groupBy';
import { ActiveSlo } from '../slos/SloStore';
import { StoredExclusion } from './ExclusionStore';

type SloKey = Pick<ActiveSlo, 'entityRef' | 'environment'> & {
  readonly slo: { readonly name: string };
};

function serviceKey(of: { entityRef: string; environment: string }): string {
  return JSON.stringify([of.entityRef, of.environment]);
}

/** Which time is excluded for which SLO, made of the exclusions in force at one moment. */
export class ExclusionCalendar {
  readonly #byService: ReadonlyMap<string, readonly StoredExclusion[]>;

  constructor(exclusions: readonly StoredExclusion[]) {
    this.#byService = groupBy(exclusions, serviceKey);
  }

  get isEmpty(): boolean {
    return this.#byService.size === 0;
  }

  /** Sorted, disjoint and on boundaries of tiles. */
  intervalsOf(active: SloKey, range: Interval): Interval[] {
    if (this.#byService.size === 0) {
      return [];
    }
    const own = (this.#byService.get(serviceKey(active)) ?? []).filter(
      ({ slo }) => slo === undefined || slo === active.slo.name,
    );
    return own.length > 0 ? excludedIntervals(own, range) : [];
  }
}
