import { NoticeRules } from '@nthlayer/engine';
import { HOUR_MS } from '../../durations';
import { MEMBERS } from './RollingBlocks';
import { RollingLayout } from './RollingLayout';

/** Numbers may be off by what binary fractions are. */
const NOISE = 1e-9;

/**
 * The highest burn rate of each row over its windows of an hour and longer, looked at in columns: of most rows it is too
 * low for any notice. `NaN` where more than events decides.
 */
export function mostBurns(layout: RollingLayout): Float64Array {
  const { all, allowed, rows } = layout;
  const most = new Float64Array(rows.length).fill(NaN);
  const column = () => new Float64Array(MEMBERS);
  const [bad, total] = [column(), column()];
  const columns = {
    ...{ bad, total },
    ...{ knownTiles: column(), expectedTiles: column() },
  };
  for (const { at, count, block, member } of layout.runsOf(all)) {
    for (let row = at; row < at + count; row++) {
      most[row] = Number.isNaN(allowed[row]) ? NaN : 0;
    }
    rows[at].shape.burnMs.forEach((windowMs, index) => {
      if (windowMs >= HOUR_MS) {
        // the budget's window comes first
        block.sums.readAll(index + 1, member, { columns, row: 0, count });
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

/** Whether a status is surely at no level, by what is left of its budget and by its highest burn rate. */
export function isQuiet(
  remaining: number,
  mostBurn: number,
  { pairs, thresholds }: NoticeRules,
): boolean {
  const percent = (1 - remaining) * 100 + NOISE;
  for (const threshold of thresholds) {
    if (percent >= threshold) {
      return false;
    }
  }
  for (const { longMs, factor } of pairs) {
    if (!(longMs >= HOUR_MS && mostBurn + NOISE < factor)) {
      return false;
    }
  }
  return true;
}
