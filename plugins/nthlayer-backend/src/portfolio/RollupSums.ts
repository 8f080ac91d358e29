import { RollupEntry, StateCounts } from './PortfolioStore';

/** Puts roll-ups of parts together. */
export class RollupSums {
  readonly #byKey = new Map<string | null, RollupEntry>();

  static create(): RollupSums {
    return new RollupSums();
  }

  private constructor() {}

  add(part: readonly RollupEntry[]): void {
    for (const entry of part) {
      const known = this.#byKey.get(entry.key);
      this.#byKey.set(entry.key, known ? merge(known, entry) : entry);
    }
  }

  /** The worst first. */
  list(): RollupEntry[] {
    return [...this.#byKey.values()].sort(
      (a, b) => a.worst.sortKey - b.worst.sortKey,
    );
  }
}

function merge(a: RollupEntry, b: RollupEntry): RollupEntry {
  const madeAtMs = [a, b].flatMap(({ evaluatedAtMs }) => evaluatedAtMs ?? []);
  return {
    key: a.key,
    services: a.services + b.services,
    counts: addCounts(a.counts, b.counts),
    stale: a.stale || b.stale,
    ...(madeAtMs.length > 0 && { evaluatedAtMs: Math.min(...madeAtMs) }),
    worst: b.worst.sortKey < a.worst.sortKey ? b.worst : a.worst,
  };
}

function addCounts(a: StateCounts, b: StateCounts): StateCounts {
  return {
    exhausted: a.exhausted + b.exhausted,
    burning: a.burning + b.burning,
    unknown: a.unknown + b.unknown,
    healthy: a.healthy + b.healthy,
    'no-traffic': a['no-traffic'] + b['no-traffic'],
  };
}
