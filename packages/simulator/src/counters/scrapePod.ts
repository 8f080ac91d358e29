import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Pod } from '../pods/Pod';
import { ProcessRun, processRuns, slotAt } from '../pods/ProcessRun';
import { SimulatedService } from '../profile/SimulatedService';
import { SeriesReader } from './families';
import { RunCounters } from './RunCounters';
import { SampleColumns } from './SampleColumns';
import { Sliced } from './slices';
import { Tally, TallyKind } from './tally';

/** Samples of one series, which do not have the metric's name among their labels. */
export interface NamedSamples {
  readonly metric: string;
  readonly samples: CounterSamples;
}

/** What to scrape from a pod: series of one tally. */
export interface ScrapeRequest {
  readonly tally: TallyKind;
  readonly series: readonly SeriesReader[];
  /** Labels that come before and after those of the series. */
  readonly target: Readonly<Record<string, string>>;
}

function record(
  columns: readonly SampleColumns[],
  request: ScrapeRequest,
  tally: Tally,
  scrape: number,
  lateLabels: boolean,
): void {
  request.series.forEach((series, i) => {
    if (!lateLabels || series.events(tally) > 0) {
      columns[i].add(scrape, series.read(tally));
    }
  });
}

/** The process that answers at a time within its pod's life. */
function runAt(runs: readonly ProcessRun[], timeMs: number): ProcessRun {
  return runs.find(run => timeMs <= run.endMs) ?? runs[runs.length - 1];
}

/** Samples of a pod's series at the given times, which are in order and within its life. */
export function* scrapePod(
  service: SimulatedService,
  counters: RunCounters,
  pod: Pod,
  timesMs: Float64Array,
  request: ScrapeRequest,
): Sliced<NamedSamples[]> {
  const columns = request.series.map(
    ({ labels }) =>
      new SampleColumns({ ...labels, ...request.target }, timesMs),
  );
  const runs = processRuns(service, pod);
  const lateLabels = service.labelsFrom === 'first-event';
  let current: { run: ProcessRun; tally: Tally; slot: number } | undefined;
  for (let scrape = 0; scrape < timesMs.length; scrape++) {
    const run = runAt(runs, timesMs[scrape]);
    const slot = slotAt(timesMs[scrape]);
    if (current?.run === run) {
      yield* counters.add(
        current.tally,
        request.tally,
        run,
        current.slot,
        slot,
      );
      current.slot = slot;
    } else {
      const tally = yield* counters.valueAt(request.tally, run, slot);
      current = { run, tally, slot };
    }
    record(columns, request, current.tally, scrape, lateLabels);
  }
  if (current) {
    counters.remember(request.tally, current.run, current.slot, current.tally);
  }
  return columns.flatMap((column, i) => {
    const samples = column.finish();
    return samples ? [{ metric: request.series[i].metric, samples }] : [];
  });
}
