import {
  CounterInspection,
  DataSourceProblem,
  InspectionFact,
  MissingFact,
  SelectorAbsence,
  SliInspection,
  SliRequest,
} from '@nthlayer/engine';

type Growing<T> = { -readonly [K in keyof T]: T[K] };

interface GrowingInspection {
  readonly total: Growing<CounterInspection>;
  readonly events: Growing<CounterInspection>;
  buckets?: SliInspection['buckets'];
  scrapeIntervalMs?: number;
  problem?: DataSourceProblem;
}

/** What is known of SLIs while it is being found out. */
export class SliInspections {
  readonly #byKey: ReadonlyMap<string, GrowingInspection>;

  static of(requests: readonly SliRequest[]): SliInspections {
    return new SliInspections(requests);
  }

  private constructor(requests: readonly SliRequest[]) {
    this.#byKey = new Map(
      requests.map(({ key }) => [key, { total: {}, events: {} }]),
    );
  }

  addFacts(facts: readonly InspectionFact[]): void {
    for (const { key, role, scrapeIntervalMs, ...counter } of facts) {
      const known = this.#byKey.get(key);
      if (known) {
        Object.assign(known[role], counter);
        known.scrapeIntervalMs = scrapeIntervalMs ?? known.scrapeIntervalMs;
      }
    }
  }

  addMissing(facts: readonly MissingFact[]): void {
    for (const { key, absence, buckets } of facts) {
      const known = this.#byKey.get(key);
      if (known) {
        known.events.absence = absence ?? known.events.absence;
        known.buckets = buckets ?? known.buckets;
      }
    }
  }

  addAbsence(
    key: string,
    role: 'total' | 'events',
    absence: SelectorAbsence,
  ): void {
    const known = this.#byKey.get(key);
    if (known) {
      known[role].absence = absence;
    }
  }

  /** The first problem of each is kept. */
  fail(keys: readonly string[], problem: DataSourceProblem): void {
    for (const key of keys) {
      const known = this.#byKey.get(key);
      if (known) {
        known.problem ??= problem;
      }
    }
  }

  of(key: string): SliInspection {
    const { total, events, buckets, scrapeIntervalMs, problem } =
      this.#byKey.get(key) ?? { total: {}, events: {} };
    return {
      key,
      total,
      events,
      ...(buckets && { buckets }),
      ...(scrapeIntervalMs !== undefined && { scrapeIntervalMs }),
      ...(problem && { problem }),
    };
  }
}
