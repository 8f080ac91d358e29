import { Slo, TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from '../tiles';
import { WindowSums } from './windows';

/**
 * Share of events that may be bad: 1 − objective, free of the noise of binary subtraction (1 − 0.999 is
 * 0.001, not 0.0010000000000000009).
 *
 * @public
 */
export function allowedErrorRatio(objective: number): number {
  return Number((1 - objective).toFixed(15)) || 1 - objective;
}

/** Share of a window's tiles that are known; 0 for an empty window. */
export function coverageOf(sums: TileSums): number {
  return sums.expectedTiles > 0 ? sums.knownTiles / sums.expectedTiles : 0;
}

/** Slices are fixed in number, known or not, so unknown ones are good already and only `bad` adds to them. */
function timesliceErrors(window: WindowSums, slo: Slo): number | undefined {
  const { sums, windowMs } = window;
  if (sums.total === 0 || (sums.knownTiles === 0 && slo.noData === 'ignore')) {
    return undefined;
  }
  const unknownTiles = sums.expectedTiles - sums.knownTiles;
  const unknown =
    slo.noData === 'bad' ? unknownTiles / (windowMs / BASE_TILE_MS) : 0;
  return sums.bad / sums.total + unknown;
}

/**
 * Bad ÷ total over a window after the SLO's policy for missing data; undefined without data or traffic. Under
 * `good` and `bad` an unknown tile counts as much as the mean known one.
 */
export function errorRatio(window: WindowSums, slo: Slo): number | undefined {
  if (slo.method === 'Timeslices') {
    return timesliceErrors(window, slo);
  }
  const { sums } = window;
  const coverage = coverageOf(sums);
  if (sums.total === 0) {
    const judged = slo.noData !== 'ignore' && coverage < 1;
    return judged ? Number(slo.noData === 'bad') : undefined;
  }
  const known = sums.bad / sums.total;
  if (slo.noData === 'ignore') {
    return known;
  }
  return known * coverage + (slo.noData === 'bad' ? 1 - coverage : 0);
}
