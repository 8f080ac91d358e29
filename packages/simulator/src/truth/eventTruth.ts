import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { EventSource } from '../events/EventSource';
import { kindOf } from '../kinds/kinds';
import { podsIn } from '../pods/Pod';
import { slotAt } from '../pods/ProcessRun';
import { SECOND_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { Indicator, TruthTiles } from '../Simulation';

const { floor } = Math; // a global looked up for every slot is slow under Jest

/** Tells how many of the events of the slot drawn last are bad. */
function badCounter(
  service: SimulatedService,
  source: EventSource,
  indicator: Indicator,
): (events: number) => number {
  const { isFailure } = kindOf(service.kind);
  const failed = source.categories.map(({ status }) => isFailure(status));
  const limitUs =
    indicator.kind === 'latency' ? indicator.thresholdMs * 1000 : Infinity;
  const isBad =
    indicator.kind === 'latency'
      ? (event: number) => source.latencyUs[event] > limitUs
      : (event: number) => failed[source.category[event]];
  return events => {
    let bad = 0;
    for (let event = 0; event < events; event++) {
      bad += isBad(event) ? 1 : 0;
    }
    return bad;
  };
}

/** What happened, tile by tile: every event of every pod, seen by a scrape or not. */
export function eventTruth(
  service: SimulatedService,
  source: EventSource,
  indicator: Indicator,
  range: TileRange,
): TruthTiles {
  const tiles = Math.floor((range.endMs - range.startMs) / range.stepMs);
  const bad = new Float64Array(tiles);
  const total = new Float64Array(tiles);
  const countBad = badCounter(service, source, indicator);
  const endMs = range.startMs + tiles * range.stepMs;
  for (const { replica, serving } of podsIn(service, range.startMs, endMs)) {
    const end = slotAt(Math.min(serving.endMs, endMs));
    let slot = slotAt(Math.max(serving.startMs, range.startMs));
    for (; slot < end; slot++) {
      const events = source.draw(replica, slot, indicator.kind === 'latency');
      const tile = floor((slot * SECOND_MS - range.startMs) / range.stepMs);
      total[tile] += events;
      bad[tile] += countBad(events);
    }
  }
  return { bad, total };
}
