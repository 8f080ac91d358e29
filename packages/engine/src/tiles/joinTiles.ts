import {
  GroupLabels,
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey } from './groupKey';

function unknownTiles(group: GroupLabels, range: TileRange): TileSeries {
  const { startMs, endMs, stepMs } = range;
  const tiles = Math.max(0, Math.floor((endMs - startMs) / stepMs));
  return {
    group,
    startMs,
    stepMs,
    bad: new Float64Array(tiles).fill(NaN),
    total: new Float64Array(tiles).fill(NaN),
  };
}

/**
 * Puts tiles of one SLI that were read in parts together, one series a group over the whole range. Of a tile that
 * is known in several parts the last one counts; one that none knows stays unknown. The parts have the range's step
 * and lie within it.
 *
 * @public
 */
export function joinTiles(
  parts: readonly TileSeries[],
  range: TileRange,
): TileSeries[] {
  const joined = new Map<string, TileSeries>();
  for (const part of parts) {
    const key = groupKey(part.group);
    const whole = joined.get(key) ?? unknownTiles(part.group, range);
    joined.set(key, whole);
    const offset = (part.startMs - range.startMs) / range.stepMs;
    for (let tile = 0; tile < part.total.length; tile++) {
      if (!Number.isNaN(part.total[tile])) {
        whole.total[offset + tile] = part.total[tile];
        whole.bad[offset + tile] = part.bad[tile];
      }
    }
  }
  return [...joined.values()];
}
