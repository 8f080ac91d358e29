import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readCells, SeriesReader } from './families';
import { SampleColumns } from './SampleColumns';

/** Samples of one series, which do not have the metric's name among their labels. */
export interface NamedSamples {
  readonly metric: string;
  readonly samples: CounterSamples;
}

/** What a pod had counted at some times. */
export interface PodReadings {
  readonly timesMs: Float64Array;
  /** One tally a time. */
  readonly rows: Float64Array;
  /** Cells of a tally. */
  readonly cells: number;
}

/** The samples of one series; none when it was never shown. A late label set is shown from its first event on. */
export function seriesSamples(
  { timesMs, rows, cells }: PodReadings,
  { metric, labels, value, events }: SeriesReader,
  options: {
    /** Labels that come after those of the series. */
    readonly target: Readonly<Record<string, string>>;
    readonly lateLabels: boolean;
  },
): NamedSamples[] {
  const columns = new SampleColumns({ ...labels, ...options.target }, timesMs);
  for (let scrape = 0; scrape < timesMs.length; scrape++) {
    const at = scrape * cells;
    if (!options.lateLabels || readCells(rows, at, events) > 0) {
      columns.add(scrape, readCells(rows, at, value));
    }
  }
  const samples = columns.finish();
  return samples ? [{ metric, samples }] : [];
}
