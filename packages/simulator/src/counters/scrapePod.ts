import { Pod } from '../pods/Pod';
import { ProcessRun, processRuns, slotAt } from '../pods/ProcessRun';
import { SimulatedService } from '../profile/SimulatedService';
import { RunCounters } from './RunCounters';
import { Sliced } from './slices';
import { Tally } from './tally';

/** The process that answers at a time within its pod's life. */
function runAt(runs: readonly ProcessRun[], timeMs: number): ProcessRun {
  return runs.find(run => timeMs <= run.endMs) ?? runs[runs.length - 1];
}

/** What a pod has counted at the given times, which are in order and within its life: one tally after the other. */
export function* scrapePod(
  service: SimulatedService,
  counters: RunCounters,
  pod: Pod,
  timesMs: Float64Array,
): Sliced<Float64Array> {
  const rows = new Float64Array(timesMs.length * counters.cells);
  const runs = processRuns(service, pod);
  let current: { run: ProcessRun; tally: Tally; slot: number } | undefined;
  for (let scrape = 0; scrape < timesMs.length; scrape++) {
    const run = runAt(runs, timesMs[scrape]);
    const slot = slotAt(timesMs[scrape]);
    if (current?.run === run) {
      yield* counters.add(current.tally, run, current.slot, slot);
      current.slot = slot;
    } else {
      const tally = yield* counters.valueAt(run, slot);
      current = { run, tally, slot };
    }
    rows.set(current.tally, scrape * counters.cells);
  }
  if (current) {
    counters.remember(current.run, current.slot, current.tally);
  }
  return rows;
}
