import { groupBy } from '../evaluation/groupBy';
import { ActiveSlo } from '../slos/SloStore';
import { ExcludedIntervals } from './ExcludedIntervals';
import { StoredExclusion } from './ExclusionStore';

type SloKey = Pick<ActiveSlo, 'entityRef' | 'environment'> & {
  readonly slo: { readonly name: string };
};

/** Which time is excluded for which SLO, made of the exclusions in force at one moment. */
export class ExclusionCalendar {
  readonly #ids: string;
  readonly #ofEntity: ReadonlyMap<string, readonly StoredExclusion[]>;
  /** By entity, then by environment and SLO. */
  readonly #ofSlos = new Map<
    string,
    Map<string, ExcludedIntervals | undefined>
  >();
  /** Those that have the same exclusions share their time. */
  readonly #times = new Map<string, ExcludedIntervals>();

  constructor(exclusions: readonly StoredExclusion[]) {
    this.#ids = idsOf(exclusions);
    this.#ofEntity = groupBy(exclusions, ({ entityRef }) => entityRef);
  }

  get isEmpty(): boolean {
    return this.#ofEntity.size === 0;
  }

  /** This one as long as the same exclusions are in force, with what it has worked out; they do not change. */
  with(exclusions: readonly StoredExclusion[]): ExclusionCalendar {
    return this.#ids === idsOf(exclusions)
      ? this
      : new ExclusionCalendar(exclusions);
  }

  /** Undefined where nothing is excluded at any time. */
  timeOf(active: SloKey): ExcludedIntervals | undefined {
    const { entityRef, environment, slo } = active;
    const ofEntity = this.#ofEntity.get(entityRef);
    if (!ofEntity) {
      return undefined;
    }
    const times = this.#ofSlos.get(entityRef) ?? new Map();
    this.#ofSlos.set(entityRef, times);
    const key = `${environment}/${slo.name}`;
    if (!times.has(key)) {
      const own = ofEntity.filter(
        each =>
          each.environment === environment &&
          (each.slo === undefined || each.slo === slo.name),
      );
      times.set(key, own.length > 0 ? this.#shared(own) : undefined);
    }
    return times.get(key);
  }

  #shared(exclusions: readonly StoredExclusion[]): ExcludedIntervals {
    const ids = idsOf(exclusions);
    const time = this.#times.get(ids) ?? new ExcludedIntervals(exclusions);
    this.#times.set(ids, time);
    return time;
  }
}

function idsOf(exclusions: readonly StoredExclusion[]): string {
  return exclusions.map(({ id }) => id).join();
}
