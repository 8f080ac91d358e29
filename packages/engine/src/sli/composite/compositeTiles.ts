import {
  CompositeSli,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { areCounts } from '../../tiles/areCounts';

/** A member's counts of one tile; NaN where they are unknown. */
interface MemberTile {
  readonly bad: number;
  readonly total: number;
  readonly weight: number;
}

interface CompositeTile {
  readonly bad: number;
  readonly total: number;
}

const UNKNOWN: CompositeTile = { bad: NaN, total: NaN };
const NO_TRAFFIC: CompositeTile = { bad: 0, total: 0 };

function sumOf(tiles: readonly MemberTile[]): CompositeTile {
  return tiles.reduce<CompositeTile>(
    (sum, { bad, total }) => ({ bad: sum.bad + bad, total: sum.total + total }),
    NO_TRAFFIC,
  );
}

function worstOf(tiles: readonly MemberTile[]): CompositeTile {
  if (tiles.some(({ total }) => Number.isNaN(total))) {
    return UNKNOWN;
  }
  const ratios = tiles.flatMap(({ bad, total }) =>
    total > 0 ? [bad / total] : [],
  );
  return ratios.length === 0
    ? NO_TRAFFIC
    : { bad: Math.max(...ratios), total: 1 };
}

function weightedOf(tiles: readonly MemberTile[]): CompositeTile {
  if (tiles.every(({ total }) => Number.isNaN(total))) {
    return UNKNOWN;
  }
  let errors = 0;
  let weights = 0;
  for (const { bad, total, weight } of tiles) {
    if (total > 0) {
      errors += weight * (bad / total);
      weights += weight;
    }
  }
  return weights > 0 ? { bad: errors / weights, total: 1 } : NO_TRAFFIC;
}

const FORMULAS = { sum: sumOf, worst: worstOf, weighted: weightedOf } as const;

/** The member's tile that starts at a time; unknown where it has none. */
function tileAt(
  series: TileSeries | undefined,
  atMs: number,
  weight: number,
): MemberTile {
  const tile = series ? (atMs - series.startMs) / series.stepMs : -1;
  return {
    bad: series?.bad[tile] ?? NaN,
    total: series?.total[tile] ?? NaN,
    weight,
  };
}

/**
 * Tiles of a composite from those of its members, by the members' names. All have the range's step.
 *
 * - `sum` adds bad and total events; it is unknown where a member is.
 * - `worst` is one event a tile with the highest error ratio of the members; it is unknown where a member is.
 * - `weighted` is one event a tile with the weighted mean of the error ratios of the members that have data; it is
 *   unknown where all are.
 *
 * Where no member has traffic there is no event. More events than can be counted exactly are unknown.
 *
 * @public
 */
export function compositeTiles(
  { formula, members }: CompositeSli,
  seriesOf: ReadonlyMap<string, TileSeries>,
  { startMs, endMs, stepMs }: TileRange,
): TileSeries {
  const tiles = Math.max(0, Math.floor((endMs - startMs) / stepMs));
  const bad = new Float64Array(tiles);
  const total = new Float64Array(tiles);
  for (let tile = 0; tile < tiles; tile++) {
    const atMs = startMs + tile * stepMs;
    const made = FORMULAS[formula](
      members.map(({ slo, weight }) => tileAt(seriesOf.get(slo), atMs, weight)),
    );
    const isKnown = areCounts(made.bad, made.total);
    bad[tile] = isKnown ? made.bad : NaN;
    total[tile] = isKnown ? made.total : NaN;
  }
  return { group: {}, startMs, stepMs, bad, total };
}
