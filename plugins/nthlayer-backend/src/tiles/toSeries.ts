import {
  GroupLabels,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileColumns } from '@nthlayer/engine';
import { TILE_MS } from '../durations';

/** Minutes from a time on, unknown ones as `NaN`. */
export function toSeries(
  minutes: TileColumns,
  labels: GroupLabels,
  startMs: number,
): TileSeries {
  const skip = Math.round((startMs - minutes.startMs) / TILE_MS);
  const known = minutes.known.subarray(skip);
  const orUnknown = (counts: Float64Array) =>
    counts.subarray(skip).map((count, tile) => (known[tile] ? count : NaN));
  return {
    group: labels,
    startMs,
    stepMs: TILE_MS,
    bad: orUnknown(minutes.bad),
    total: orUnknown(minutes.total),
  };
}
