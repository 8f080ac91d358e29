import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { EventSource } from '../events/EventSource';
import { kindOf } from '../kinds/kinds';
import { podsIn } from '../pods/Pod';
import { slotAt } from '../pods/ProcessRun';
import { SECOND_MS } from '../profile/durations';
import { SimulatedService } from '../profile/SimulatedService';
import { Indicator, TruthTiles } from '../Simulation';

const { ceil, floor, max, min } = Math; // globals looked up for every slot are slow under Jest

/** Tells how many of the events drawn last are bad. */
function badCounter(
  service: SimulatedService,
  source: EventSource,
  indicator: Indicator,
): (events: number) => number {
  if (indicator.kind === 'latency') {
    const limitUs = indicator.thresholdMs * 1000;
    return events => {
      const { latencyUs } = source;
      let bad = 0;
      for (let event = 0; event < events; event++) {
        bad += latencyUs[event] > limitUs ? 1 : 0;
      }
      return bad;
    };
  }
  const { isFailure } = kindOf(service.kind);
  const failed = Uint8Array.from(source.categories, ({ status }) =>
    isFailure(status) ? 1 : 0,
  );
  return events => {
    const { category } = source;
    let bad = 0;
    for (let event = 0; event < events; event++) {
      bad += failed[category[event]];
    }
    return bad;
  };
}

/** What happened, tile by tile: every event of every pod, seen by a scrape or not. */
export function eventTruth(
  service: SimulatedService,
  source: EventSource,
  indicator: Indicator,
  { startMs, endMs, stepMs }: TileRange,
): TruthTiles {
  const tiles = floor((endMs - startMs) / stepMs);
  const bad = new Float64Array(tiles);
  const total = new Float64Array(tiles);
  const countBad = badCounter(service, source, indicator);
  const withLatency = indicator.kind === 'latency';
  const lastMs = startMs + tiles * stepMs;
  for (const { replica, serving } of podsIn(service, startMs, lastMs)) {
    const end = slotAt(min(serving.endMs, lastMs));
    let slot = slotAt(max(serving.startMs, startMs));
    while (slot < end) {
      const tile = floor((slot * SECOND_MS - startMs) / stepMs);
      const tileEnd = ceil((startMs + (tile + 1) * stepMs) / SECOND_MS);
      const stop = min(end, tileEnd);
      const events = source.draw(replica, slot, stop, withLatency);
      total[tile] += events;
      bad[tile] += countBad(events);
      slot = source.drawnUntil;
    }
  }
  return { bad, total };
}
