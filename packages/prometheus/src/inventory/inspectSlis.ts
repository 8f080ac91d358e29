import {
  inspectedSelectors,
  inspectionQueries,
  missingQueries,
  SliInspection,
  SliRequest,
} from '@nthlayer/engine';
import { PrometheusClient, PrometheusRange } from '../client/prometheusClient';
import { ProblemOf } from '../dataSource/problemReporter';
import { QueryLimit } from '../dataSource/queryLimits';
import { findAbsence } from './findAbsence';
import { SeriesIndex, seriesIndex } from './seriesIndex';
import { SliInspections } from './SliInspections';

/** What SLIs are inspected with. */
export interface InspectionOptions {
  readonly client: PrometheusClient;
  readonly limit: QueryLimit;
  readonly problemOf: ProblemOf;
  readonly atMs: number;
  readonly signal?: AbortSignal;
}

interface Inspecting {
  readonly inspections: SliInspections;
  readonly queries: ReturnType<typeof limitedQueries>;
  readonly index: SeriesIndex;
  readonly options: InspectionOptions;
}

function limitedQueries({ client, limit, signal }: InspectionOptions) {
  const options = signal ? { signal } : {};
  return {
    range: (expression: string, range: PrometheusRange) =>
      limit(() => client.queryRange(expression, range, options)),
    vector: (expression: string, timeMs: number) =>
      limit(() => client.queryVector(expression, timeMs, options)),
  };
}

/**
 * What exists of SLIs. Those that are well are told by a few queries a shape; only for those that are not, what
 * there is instead is looked up in the index.
 */
export async function inspectSlis(
  requests: readonly SliRequest[],
  options: InspectionOptions,
): Promise<SliInspection[]> {
  const inspecting: Inspecting = {
    inspections: SliInspections.of(requests),
    queries: limitedQueries(options),
    index: seriesIndex(options.client, options),
    options,
  };
  await readFacts(requests, inspecting);
  await readMissing(requests, inspecting);
  await Promise.all(requests.map(request => explain(request, inspecting)));
  return requests.map(({ key }) => inspecting.inspections.of(key));
}

async function readFacts(
  requests: readonly SliRequest[],
  { inspections, queries, options }: Inspecting,
): Promise<void> {
  await Promise.all(
    inspectionQueries(requests, options.atMs).map(async query => {
      try {
        const { expression, range, timeMs } = query;
        const rows = range
          ? await queries.range(expression, range)
          : await queries.vector(expression, timeMs);
        inspections.addFacts(query.read(rows));
      } catch (error) {
        inspections.fail(query.keys, options.problemOf(error));
      }
    }),
  );
}

/** Of totals without good or bad events. */
async function readMissing(
  requests: readonly SliRequest[],
  { inspections, queries, options }: Inspecting,
): Promise<void> {
  const missing = requests.filter(({ key }) => {
    const { total, events } = inspections.of(key);
    return (total.series ?? 0) > 0 && events.series === 0;
  });
  await Promise.all(
    missingQueries(missing).map(async query => {
      try {
        const rows = await queries.vector(query.expression, options.atMs);
        inspections.addMissing(query.read(rows));
      } catch (error) {
        inspections.fail(query.keys, options.problemOf(error));
      }
    }),
  );
}

/** Looks up what there is in place of series that are missing. */
async function explain(
  { key, sli }: SliRequest,
  { inspections, index, options }: Inspecting,
): Promise<void> {
  const { total, events, buckets = [], problem } = inspections.of(key);
  const selectors = inspectedSelectors(sli);
  if (!selectors) {
    return;
  }
  try {
    if (total.series === 0) {
      const absence = await findAbsence(selectors.total, index);
      inspections.addAbsence(key, 'total', absence);
      return;
    }
    if (events.series !== 0 || buckets.length > 0 || problem) {
      return;
    }
    const { absence } = events;
    if (absence === undefined) {
      const found = await findAbsence(selectors.events, index);
      inspections.addAbsence(key, 'events', found);
    } else if (absence.reason === 'label') {
      const { entries } = await index.labels(selectors.total);
      const labels = entries.filter(label => label !== '__name__');
      inspections.addAbsence(key, 'events', { ...absence, labels });
    }
  } catch (error) {
    inspections.fail([key], options.problemOf(error));
  }
}
