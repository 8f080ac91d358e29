import { sloHistory } from '../../__testUtils__';
import { chartData } from './chartData';
import { dayRows } from './dayRows';
import { excludedMs } from './excludedMs';
import { excludedAreas, findGaps, hatchedAreas } from './findGaps';
import { gridPoints, isUnknown } from './gridPoints';
import { isIdle } from './isIdle';
import { summarize } from './summarize';
import { unknownMs } from './unknownMs';

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

describe('what is excluded', () => {
  const points = history.points.map((point, hour) =>
    hour === 30 || hour === 31 ? { ...point, excluded: 0.25 } : point,
  );

  it('is shaded, counted and told in words', () => {
    expect(excludedAreas(points, HOUR)).toEqual([
      { startMs: at(30), endMs: at(32) },
    ]);
    expect(excludedMs(points, HOUR)).toBe(HOUR / 2);
    expect(plain(summarize(points, HOUR))).toContain('30 min excluded');
    expect(summarize(history.points, HOUR)).not.toContain('excluded');
    const [newest, ...older] = dayRows(points).reverse();
    expect(newest.excluded).toBe(0);
    expect(Math.max(...older.map(({ excluded }) => excluded))).toBeGreaterThan(
      0,
    );
  });

  it('is no time without traffic', () => {
    const nothing = { ...history.points[0], bad: 0, total: 0, remaining: null };
    expect(isIdle([nothing])).toBe(true);
    expect(isIdle([{ ...nothing, excluded: 1 }])).toBe(false);
    expect(isIdle([{ ...nothing, excluded: 1 }, nothing])).toBe(true);
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

describe('steps that are known in part', () => {
  const covered = (shares: readonly number[]) =>
    shares.map((coverage, hour) => ({ ...history.points[hour], coverage }));

  it('are gaps of exactly the missing time, however short', () => {
    const points = covered([1, 59 / 60, 1, 0.5, 0.75]);
    expect(findGaps(points, HOUR)).toEqual([
      { startMs: at(1), endMs: at(2) },
      { startMs: at(3), endMs: at(5) },
    ]);
    expect(unknownMs(points, HOUR)).toBe(46 * 60_000);
    expect(plain(summarize(points, HOUR))).toMatch(
      /; 46 min without data in 2 gaps\.$/,
    );
  });

  it('count as unknown as soon as anything is missing', () => {
    expect(unknownMs(covered([1, 1 - 1e-12]), HOUR)).toBeGreaterThan(0);
    expect(unknownMs(covered([1, 1]), HOUR)).toBe(0);
    expect(summarize(covered([1, 1]), HOUR)).toMatch(/; no gaps\.$/);
  });

  it('are hatched lightly where a visible part is missing, and keep their line', () => {
    const points = [...covered([1, 0.95, 0.89, 0.5]), history.points[10]];
    expect(hatchedAreas(points, HOUR)).toEqual([
      { startMs: at(10), endMs: at(11), partly: false },
      { startMs: at(2), endMs: at(4), partly: true },
    ]);
    expect(chartData(points, HOUR)[2].indexOf(null)).toBe(4);
  });
});

describe('a window without traffic', () => {
  const quiet = history.points
    .slice(0, 3)
    .map(point => ({ ...point, bad: 0, total: 0, remaining: null }));

  it('is known: no hatching, and words that say so', () => {
    expect(hatchedAreas(quiet, HOUR)).toEqual([]);
    expect(summarize(quiet, HOUR)).toBe('No traffic in this window; no gaps.');
  });

  it('still tells of its gaps', () => {
    const points = [...quiet, history.points[10]];
    expect(plain(summarize(points, HOUR))).toBe(
      'No traffic in this window; 1 h without data in 1 gap.',
    );
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
      expect(row).toEqual({ coverage: 0, excluded: 0 });
    }
  });
});

describe('isIdle', () => {
  const points = (...totals: (number | null)[]) =>
    totals.map((total, i) => ({ ...history.points[0], startMs: i, total }));

  it.each([
    ['no events and a gap', [0, null, 0], true],
    ['one event', [0, 1, 0], false],
    ['nothing known', [null, null], false],
  ])('%s: %p', (_, totals, idle) => {
    expect(isIdle(points(...totals))).toBe(idle);
  });
});
