import { NoticeBounds } from '../../statuses/NoticeBounds';
import { MEMBERS } from './RollingBlocks';
import { RollingLayout } from './RollingLayout';

/**
 * The loudest burn of each row, as `NoticeBounds.loudest` has it, looked at in columns: most rows are far from any notice.
 * `NaN` where more than events decides.
 */
export function loudestBurns(
  layout: RollingLayout,
  bounds: NoticeBounds,
): Float64Array {
  const { all, allowed, rows } = layout;
  const loudest = allowed.map(ratio => (Number.isNaN(ratio) ? NaN : 0));
  const columns = {
    bad: new Float64Array(MEMBERS),
    total: new Float64Array(MEMBERS),
  };
  const { bad, total } = columns;
  const { kindOf } = bounds;
  for (const { at, count, block, member } of layout.runsOf(all)) {
    rows[at].shape.burnMs.forEach((windowMs, index) => {
      const factors = bounds.factorsOver(windowMs);
      if (factors.some(Number.isFinite)) {
        // the budget's window comes first
        block.sums.readCounts(index + 1, member, { columns, row: 0, count });
        for (let row = 0; row < count; row++) {
          const rate = bad[row] / total[row] / allowed[at + row];
          const share = rate / factors[kindOf[at + row]];
          if (share > loudest[at + row]) {
            loudest[at + row] = share;
          }
        }
      }
    });
  }
  return loudest;
}
