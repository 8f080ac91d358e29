import { groupBy } from '../evaluation/groupBy';
import { RollupEntry, StateCounts } from './PortfolioStore';

/** Puts entries of the same key together, the worst first. */
export function mergeRollups(parts: readonly RollupEntry[]): RollupEntry[] {
  const byKey = groupBy(parts, ({ key }) => key);
  return [...byKey.values()]
    .map(entries => entries.reduce(merge))
    .sort((a, b) => a.worst.sortKey - b.worst.sortKey);
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
