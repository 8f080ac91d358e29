import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoticeRules, reachesLevel, rollUp } from '@nthlayer/engine';
import fc from 'fast-check';
import { exampleSlo } from '../../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import { ActiveSlo } from '../../slos/SloStore';
import { NoticeBounds } from '../../statuses/NoticeBounds';
import { RolledTable } from './RolledTable';
import { RollingBlocks } from './RollingBlocks';
import { RollingLayout } from './RollingLayout';
import { WindowShape } from './SloWindows';

const END = Date.UTC(2026, 2, 10, 12);
const BURN_MS = [5 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, DAY_MS];

const rules = {
  noData: 'ignore',
  thresholds: [75, 95],
  pairs: [
    {
      ...{ burn: 'page-fast', longMs: HOUR_MS, shortMs: 5 * MINUTE_MS },
      ...{ factor: 14.4, minBadEvents: 3 },
    },
    {
      ...{ burn: 'ticket-slow', longMs: DAY_MS, shortMs: 2 * HOUR_MS },
      ...{ factor: 1, minBadEvents: 0 },
    },
  ],
} as unknown as NoticeRules;

const member = fc.record({
  objective: fc.constantFrom(0.9, 0.99),
  noData: fc.constantFrom<Slo['noData']>('ignore', 'ignore', 'bad'),
  /** Bad ones of a hundred, over an hour some hours ago. */
  hours: fc.array(fc.tuple(fc.nat(40), fc.constantFrom(0, 1, 5, 20, 100)), {
    maxLength: 6,
  }),
  /** In place of what rolls along. */
  isSummed: fc.boolean(),
});

describe('a table of sums that roll along', () => {
  it('has no level in a row that is not loud', async () => {
    const seen = { loud: 0, quiet: 0, levels: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { minLength: 1, maxLength: 8 }),
        async members => {
          const blocks = new RollingBlocks();
          const window = { type: 'rolling', durationMs: 2 * DAY_MS } as const;
          const shape = new WindowShape(exampleSlo('a', { window }), BURN_MS);
          const active = members.map(
            ({ objective, noData }, id) =>
              ({
                ...{ sloId: id, sliRevisionId: id, revision: '1' },
                ...{ entityRef: 'a', environment: 'b', dataSource: 'main' },
                slo: exampleSlo('a', { window, objective, noData }),
                progress: { leftOutSinceMs: 0 },
              } as unknown as ActiveSlo),
          );
          const groups = members.map(({ hours }, id) => {
            const place = blocks.place(shape, END, members.length);
            const startMs = END - 2 * DAY_MS;
            const length = (2 * DAY_MS) / MINUTE_MS;
            const minutes = {
              ...{ startMs, stepMs: MINUTE_MS },
              known: new Uint16Array(length).fill(1),
              bad: new Float64Array(length),
              total: new Float64Array(length).fill(100),
            };
            for (const [ago, bad] of hours) {
              const end = length - ago * 60;
              minutes.bad.fill(bad, end - 60, end);
            }
            const { sums } = place.block;
            sums.fill(place.member, {
              minutes,
              fiveMinutes: rollUp(minutes, 5 * MINUTE_MS),
              hours: rollUp(minutes, HOUR_MS),
            });
            return { group: { id, labels: {} }, place };
          });
          const layout = await RollingLayout.create(
            active,
            groups.map(group => ({ shape, groups: [group] })),
          );
          const at = { nowMs: END, tickMs: MINUTE_MS, endMs: END };
          for (const block of blocks.moveTo(END)) {
            expect(block.isOver).toBe(false);
          }
          const table = new RolledTable(layout, active, at);
          const looks = [...table.lookAtAll()];
          expect(looks.length).toBeGreaterThan(0);
          members.forEach(({ isSummed }, row) => {
            const { block, member: of } = groups[row].place;
            if (isSummed) {
              const sums = block.sums.sums(of);
              table.set(row, { sums, newestTileMs: END });
            }
          });
          const loud = table.loudRows(
            new NoticeBounds(active.map(() => rules)),
          );
          members.forEach((_member, row) => {
            const is = reachesLevel(table.status(row), rules);
            seen[loud.includes(row) ? 'loud' : 'quiet'] += 1;
            seen.levels += Number(is);
            expect(is && !loud.includes(row)).toBe(false);
          });
        },
      ),
    );
    expect(Math.min(seen.loud, seen.quiet, seen.levels)).toBeGreaterThan(0);
  });
});
