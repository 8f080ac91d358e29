import { BudgetEvaluator } from '../../evaluation/BudgetEvaluator';
import { HOUR_MS, MINUTE_MS, floorTo } from '../../durations';
import { DatabaseSloStore } from '../../slos/DatabaseSloStore';
import { DatabaseTileStore } from '../../tiles/DatabaseTileStore';
import { ActiveSlo } from '../../slos/SloStore';
import { TileColumns } from '@nthlayer/engine';
import { Knex } from 'knex';
import { exampleSlo } from '../examples';
import { Replica } from './Replica';
import { groupsOf, trueCounts } from './truth';

const { sli } = exampleSlo('a');

/** What is known is true, and nothing is known of what has not been read. */
export async function expectTrueSoFar(
  knex: Knex,
  nowMs: number,
): Promise<void> {
  const tiles = DatabaseTileStore.create({ knex });
  const { minuteMs } = tiles.retention;
  for (const active of await DatabaseSloStore.create({ knex }).listActive()) {
    const { progress, sliRevisionId } = active;
    const { backfillFromMs, backfillOriginMs, backfillReachedMs } = progress;
    const isRead = (at: number) =>
      at >= backfillOriginMs
        ? at < progress.watermarkMs
        : at >= backfillReachedMs;
    for (const group of await tiles.listGroups(sliRevisionId)) {
      const read = await tiles.readTiles(group, backfillFromMs, nowMs);
      const wrong: unknown[] = [];
      read.total.forEach((total, index) => {
        const at = backfillFromMs + index * MINUTE_MS;
        const bad = read.bad[index];
        const truth = trueCounts(at, sli);
        const isKnown = !Number.isNaN(total);
        const isTrue = bad === truth?.bad && total === truth.total;
        const isEarly = at >= progress.watermarkMs;
        const isLost = truth && at >= nowMs - minuteMs && isRead(at);
        if (isKnown ? !isTrue || isEarly : isLost) {
          wrong.push({ at, bad, total, truth });
        }
      });
      expect(wrong).toEqual([]);
    }
  }
}

/** Every tile is there once, in all tiers; the statuses are those of the tiles. */
export async function expectSettled(
  { ledger }: Replica,
  nowMs: number,
): Promise<void> {
  const { knex, portfolio, slos, tiles } = ledger;
  await expectTrueSoFar(knex, nowMs);
  const active = await slos.listActive();
  expect(active).toHaveLength(2);
  for (const { progress, sliRevisionId, problem, slo } of active) {
    const { backfillFromMs, backfillReachedMs, watermarkMs } = progress;
    expect(problem).toBeUndefined();
    expect(backfillReachedMs).toBe(backfillFromMs);
    expect(watermarkMs).toBe(nowMs - MINUTE_MS);
    const groups = await tiles.listGroups(sliRevisionId);
    expect(groups).toHaveLength(groupsOf(slo.sli).length);
    const first = floorTo(backfillFromMs, HOUR_MS);
    const all = await tiles.readTiers(
      groups.map(({ id }) => id),
      {
        startMs: first,
        fiveMinutesFromMs: first,
        minutesFromMs: nowMs,
        endMs: watermarkMs,
      },
    );
    for (const columns of all.flatMap(({ hours, fiveMinutes }) => [
      hours,
      fiveMinutes,
    ])) {
      expect(untrueSlots(columns, watermarkMs)).toEqual([]);
    }
  }
  await expectToldOnce(knex, active);
  const ref = ['component:default/a'];
  const rolled = await slos.listStatuses(ref);
  const inOrder = await portfolio.list({ limit: 2 });
  const evaluator = BudgetEvaluator.create({ ...ledger, tickMs: MINUTE_MS });
  await evaluator.evaluate(active);
  expect(rolled).toEqual(await slos.listStatuses(ref));
  expect(inOrder).toEqual(await portfolio.list({ limit: 2 }));
}

/** Every budget is spent all the time, so everybody is told of each group once. */
async function expectToldOnce(
  knex: Knex,
  active: readonly ActiveSlo[],
): Promise<void> {
  const groups = active.flatMap(({ slo }) =>
    groupsOf(slo.sli).map(labels => JSON.stringify([slo.name, labels])),
  );
  const notices: { notice: string }[] = await knex('budget_notices');
  const told = notices.map(({ notice }) => {
    const { slo, labels } = JSON.parse(notice);
    return JSON.stringify([slo, labels]);
  });
  expect(told.sort()).toEqual(groups.sort());
  expect(await knex('budget_crossings')).toHaveLength(groups.length);
}

function untrueSlots(
  { startMs, stepMs, known, bad, total }: TileColumns,
  endMs: number,
): unknown[] {
  return Array.from(known, (count, slot) => {
    const at = startMs + slot * stepMs;
    const truth = trueSums(at, Math.min(at + stepMs, endMs));
    const stored = { known: count, bad: bad[slot], total: total[slot] };
    return { at, stored, truth };
  }).filter(
    ({ stored, truth }) =>
      stored.known !== truth.known ||
      stored.bad !== truth.bad ||
      stored.total !== truth.total,
  );
}

function trueSums(startMs: number, endMs: number) {
  const sums = { known: 0, bad: 0, total: 0 };
  for (let at = startMs; at < endMs; at += MINUTE_MS) {
    const tile = trueCounts(at, sli);
    sums.known += Number(tile !== undefined);
    sums.bad += tile?.bad ?? 0;
    sums.total += tile?.total ?? 0;
  }
  return sums;
}
