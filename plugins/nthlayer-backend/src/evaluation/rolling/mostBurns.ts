import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { HOUR_MS } from '../../durations';
import { MEMBERS } from './RollingBlocks';
import { RollingLayout } from './RollingLayout';

/**
 * The highest burn rate of each row over its windows of an hour and longer, looked at in columns: of most rows it is too
 * low for any notice. `NaN` where more than events decides.
 */
export function mostBurns(layout: RollingLayout): Float64Array {
  const { all, allowed, rows } = layout;
  const most = new Float64Array(rows.length).fill(NaN);
  const column = () => new Float64Array(MEMBERS);
  const [bad, total] = [column(), column()];
  const columns = { bad, total };
  for (const { at, count, block, member } of layout.runsOf(all)) {
    for (let row = at; row < at + count; row++) {
      most[row] = Number.isNaN(allowed[row]) ? NaN : 0;
    }
    rows[at].shape.burnMs.forEach((windowMs, index) => {
      if (windowMs >= HOUR_MS) {
        // the budget's window comes first
        block.sums.readCounts(index + 1, member, { columns, row: 0, count });
        for (let row = 0; row < count; row++) {
          const rate = bad[row] / total[row] / allowed[at + row];
          if (rate > most[at + row]) {
            most[at + row] = rate;
          }
        }
      }
    });
  }
  return most;
}

/** The same of one status; -Infinity where it has no rate. */
export function mostBurn({ burn }: Pick<BudgetStatus, 'burn'>): number {
  let most = -Infinity;
  for (const { windowMs, rate } of burn) {
    if (windowMs >= HOUR_MS && rate !== null && rate > most) {
      most = rate;
    }
  }
  return most;
}
