import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS, DataSource, SliTiles } from '@nthlayer/engine';
import { BudgetRow, BudgetSlo } from './BudgetRow';
import { answerFor, requestsFor } from './compositeAnswer';
import { evaluateSeries, Evaluation, firstTileMs } from './evaluateSeries';

/** A month of one-minute tiles of this many SLOs is some 30 MB. */
const SLOS_AT_A_TIME = 50;

/** The budgets of SLOs, a row for each group, in the order given; a few SLOs in memory at a time. */
export async function* readBudgets(
  slos: readonly BudgetSlo[],
  source: DataSource,
  options: { readonly at: Evaluation; readonly signal: AbortSignal },
): AsyncGenerator<BudgetRow> {
  for (let first = 0; first < slos.length; first += SLOS_AT_A_TIME) {
    const batch = slos.slice(first, first + SLOS_AT_A_TIME);
    yield* await readBatch(batch, source, { ...options, all: slos });
  }
}

async function readBatch(
  slos: readonly BudgetSlo[],
  source: DataSource,
  options: {
    readonly at: Evaluation;
    readonly signal: AbortSignal;
    readonly all: readonly BudgetSlo[];
  },
): Promise<readonly BudgetRow[]> {
  const { at, signal, all } = options;
  const answers = new Map<string, SliTiles>();
  const starts = slos.map(({ slo }) => firstTileMs(slo, at));
  const rangeFrom = (startMs: number): TileRange => ({
    startMs,
    endMs: at.endMs,
    stepMs: BASE_TILE_MS,
  });
  for (const startMs of new Set(starts)) {
    const requests = slos.flatMap((slo, index) =>
      starts[index] === startMs ? requestsFor(String(index), slo, all) : [],
    );
    const batch = await source.readTiles(requests, rangeFrom(startMs), {
      signal,
    });
    batch.slis.forEach(answer => answers.set(answer.key, answer));
  }
  return slos.flatMap((slo, index) => {
    const range = rangeFrom(starts[index]);
    const context = { all, answers, range };
    return rowsOf(slo, answerFor(String(index), slo, context), at);
  });
}

function rowsOf(
  slo: BudgetSlo,
  answer: SliTiles | undefined,
  at: Evaluation,
): readonly BudgetRow[] {
  const known = answer?.problem ? [] : answer?.series ?? [];
  const series = known.length > 0 ? known : [undefined];
  return series.map(tiles => ({
    ...slo,
    group: tiles?.group ?? {},
    status: evaluateSeries(slo, tiles, at),
    ...(answer?.problem && { problem: answer.problem }),
  }));
}
