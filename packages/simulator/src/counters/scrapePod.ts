import { Pod } from '../pods/Pod';
import { ProcessRun, processRuns, slotAt } from '../pods/ProcessRun';
import { SimulatedService } from '../profile/SimulatedService';
import { RunCounters, SHORT_SLOTS } from './RunCounters';
import { Sliced } from './slices';
import { Tally } from './tally';

/** What a process has counted when `slot` begins. */
interface Reading {
  readonly run: ProcessRun;
  readonly tally: Tally;
  slot: number;
}

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
  let current: Reading | undefined;
  for (let scrape = 0; scrape < timesMs.length; scrape++) {
    const timeMs = timesMs[scrape];
    const slot = slotAt(timeMs);
    if (!current || timeMs > current.run.endMs) {
      const run = runAt(runs, timeMs);
      current = { run, tally: yield* counters.valueAt(run, slot), slot };
    } else if (slot - current.slot <= SHORT_SLOTS) {
      counters.addAtOnce(current.tally, current.run, current.slot, slot);
    } else {
      yield* counters.add(current.tally, current.run, current.slot, slot);
    }
    current.slot = slot;
    rows.set(current.tally, scrape * counters.cells);
    if (counters.isDue()) {
      yield;
    }
  }
  if (current) {
    counters.remember(current.run, current.slot, current.tally);
  }
  return rows;
}
