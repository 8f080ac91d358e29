import { compareText } from '@nthlayer/engine';
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { watermark } from '../../cursors/watermark';
import { inBatches } from '../../database/inBatches';
import { SloRow, StatusFiguresRow, StoredInteger } from '../../database/tables';
import { groupBy } from '../../evaluation/groupBy';
import { statusHeads } from '../../statuses/StatusFigures';
import { SourceSummary } from '../SloStore';
import { fromActive } from './listActive';

const SLOS_PER_STATEMENT = 1000;
/** Of an `integer`. */
const LAST_ID = 2 ** 31 - 1;
const SHARDS_PER_STATEMENT = 32;

interface SummaryRow {
  readonly data_source: string;
  readonly slos: StoredInteger;
  readonly read_until_ms: StoredInteger;
  readonly failing: StoredInteger;
  readonly gaps: StoredInteger;
}

type Counted = Omit<SourceSummary, 'stale'>;

/** Counts SLOs by data source in the database, so that no SLO has to be read for it: some at a time. */
export async function summarise(
  knex: Knex,
  staleBeforeMs: number,
): Promise<SourceSummary[]> {
  const counted = new Map<string, Counted>();
  let after = 0;
  for (;;) {
    const [last = LAST_ID]: number[] = await knex<SloRow>('slos')
      .where('id', '>', after)
      .orderBy('id')
      .offset(SLOS_PER_STATEMENT - 1)
      .limit(1)
      .pluck('id');
    for (const part of await countSlos(knex, after, last)) {
      const known = counted.get(part.dataSource);
      counted.set(part.dataSource, known ? add(known, part) : part);
    }
    if (last === LAST_ID) {
      break;
    }
    after = last;
    await setImmediate();
  }
  const stale = await countStale(knex, staleBeforeMs);
  return [...counted.values()]
    .sort((a, b) => compareText(a.dataSource, b.dataSource))
    .map(each => ({ ...each, stale: stale.get(each.dataSource) ?? 0 }));
}

async function countSlos(
  knex: Knex,
  after: number,
  last: number,
): Promise<Counted[]> {
  const rows: SummaryRow[] = await fromActive(knex)
    .where('slos.id', '>', after)
    .where('slos.id', '<=', last)
    .groupBy('sli_revisions.data_source')
    .select('sli_revisions.data_source')
    .count({ slos: '*' })
    .min({
      read_until_ms: knex.raw('coalesce(sli_revisions.unread_from_ms, ?)', [
        watermark(knex),
      ]),
    })
    .count({ failing: 'sli_revisions.problem_code' })
    .sum({
      gaps: knex.raw(
        'case when sli_revisions.backfill_reached_ms > sli_revisions.backfill_from_ms then 1 else 0 end',
      ),
    });
  return rows.map(row => ({
    dataSource: row.data_source,
    slos: Number(row.slos),
    readUntilMs: Number(row.read_until_ms),
    failing: Number(row.failing),
    gaps: Number(row.gaps),
  }));
}

function add(a: Counted, b: Counted): Counted {
  return {
    dataSource: a.dataSource,
    slos: a.slos + b.slos,
    readUntilMs: Math.min(a.readUntilMs, b.readUntilMs),
    failing: a.failing + b.failing,
    gaps: a.gaps + b.gaps,
  };
}

/** One stale group makes an SLO stale. What is stored of SLOs that are gone, or are read from elsewhere now, is not counted. */
async function countStale(
  knex: Knex,
  staleBeforeMs: number,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const keys = await knex<StatusFiguresRow>('status_figures').select(
    'data_source',
    'shard',
  );
  await inBatches(keys, SHARDS_PER_STATEMENT, async batch => {
    const rows = await knex<StatusFiguresRow>('status_figures')
      .whereIn(
        ['data_source', 'shard'],
        batch.map(row => [row.data_source, row.shard]),
      )
      .select('data_source', 'figures');
    for (const [dataSource, shards] of groupBy(rows, row => row.data_source)) {
      const stale = shards.flatMap(({ figures }) =>
        statusHeads(figures).filter(
          head => head.stale || head.evaluatedAtMs < staleBeforeMs,
        ),
      );
      const sloIds = [...new Set(stale.map(({ sloId }) => sloId))];
      const current = await countCurrent(knex, dataSource, sloIds);
      counts.set(dataSource, (counts.get(dataSource) ?? 0) + current);
    }
  });
  return counts;
}

async function countCurrent(
  knex: Knex,
  dataSource: string,
  sloIds: readonly number[],
): Promise<number> {
  let current = 0;
  await inBatches(sloIds, SLOS_PER_STATEMENT, async batch => {
    const [{ slos }] = await fromActive(knex)
      .where('sli_revisions.data_source', dataSource)
      .whereIn('slos.id', batch)
      .count({ slos: '*' });
    current += Number(slos);
  });
  return current;
}
