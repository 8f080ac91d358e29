import { sloHistory } from '../../__testUtils__';
import { chartData } from './chartData';
import { dayRows } from './dayRows';
import { findGaps } from './findGaps';
import { gridPoints, isUnknown } from './gridPoints';
import { summarize } from './summarize';

const HOUR = 3_600_000;
const nowMs = Date.UTC(2026, 10, 21, 12);
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** One bad event an hour, two gaps of 5 h and 1 h. */
const history = sloHistory({
  nowMs,
  budgetEvents: 1_000,
  badInHour: hour => ((hour >= 10 && hour < 15) || hour === 20 ? null : 1),
});
const at = (hour: number) => history.startMs + hour * HOUR;

describe('gridPoints', () => {
  it('leaves a complete answer as it is', () => {
    expect(gridPoints(history)).toEqual(history.points);
  });

  it('fills in what the answer lacks as unknown, at the start, within and at the end', () => {
    const points = history.points.filter(
      ({ startMs }) =>
        startMs >= at(2) && startMs !== at(5) && startMs < at(718),
    );
    const grid = gridPoints({ ...history, points });
    expect(grid).toHaveLength(720);
    expect(grid[0].startMs).toBe(history.startMs);
    expect([0, 1, 5, 718, 719].every(hour => isUnknown(grid[hour]))).toBe(true);
    expect(isUnknown(grid[2])).toBe(false);
  });

  it('is all unknown without any point', () => {
    const grid = gridPoints({ ...history, points: [] });
    expect(grid).toHaveLength(720);
    expect(grid.every(isUnknown)).toBe(true);
  });

  it('does not loop for ever on a step of zero', () => {
    expect(gridPoints({ ...history, stepMs: 0, points: [] })).toEqual([]);
  });
});

describe('findGaps', () => {
  it('joins neighbouring unknown points', () => {
    expect(findGaps(history.points, HOUR)).toEqual([
      { startMs: at(10), endMs: at(15) },
      { startMs: at(20), endMs: at(21) },
    ]);
  });

  it('takes a point without traffic for known', () => {
    const quiet = { ...history.points[0], bad: 0, total: 0, remaining: null };
    expect(findGaps([quiet], HOUR)).toEqual([]);
  });
});

describe('chartData', () => {
  it('stands at the end of each point, in seconds and per cent, with gaps as null', () => {
    const [times, bad, remaining] = chartData(history.points, HOUR);
    expect(times[0]).toBe(at(1) / 1000);
    expect(bad.slice(9, 11)).toEqual([1, null]);
    expect(remaining[0]).toBeCloseTo(99.9, 10);
    expect(remaining[10]).toBeNull();
  });
});

describe('summarize', () => {
  it('tells start, end, events and gaps', () => {
    expect(plain(summarize(history.points, HOUR))).toMatch(
      /^Budget left went from 99\.9 % on \d+ \w+ to 28\.6 % on \d+ \w+; 714 bad events; 6 h without data in 2 gaps\.$/,
    );
  });

  it('says when nothing is known', () => {
    const points = history.points.filter(isUnknown);
    expect(summarize(points, HOUR)).toBe(
      'Nothing is known of this window yet.',
    );
  });
});

describe('dayRows', () => {
  const rows = dayRows(history.points);

  it('loses no event', () => {
    const bad = rows.reduce((sum, row) => sum + (row.bad ?? 0), 0);
    expect(bad).toBe(714);
  });

  it('puts the newest day first and its last budget in it', () => {
    expect(rows[0].startMs).toBeGreaterThan(rows[1].startMs);
    expect(rows[0].remaining).toBe(history.points.at(-1)?.remaining);
  });

  it('knows nothing of a day without data', () => {
    const [first, ...others] = dayRows(history.points.slice(10, 15));
    for (const { startMs: _, ...row } of [first, ...others]) {
      expect(row).toEqual({ coverage: 0 });
    }
  });
});
