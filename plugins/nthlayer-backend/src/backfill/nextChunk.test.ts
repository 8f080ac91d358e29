import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS, floorTo } from '../durations';
import { nextChunk } from './nextChunk';

describe('nextChunk', () => {
  it('tiles any history without holes, overlaps or long requests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 90 * 24 }),
        (originMinutes, historyHours) => {
          const origin = 1_700_000_040_000 + originMinutes * MINUTE_MS;
          const from = floorTo(origin - historyHours * HOUR_MS, HOUR_MS);
          let reached = origin;
          let stage = 0;
          for (;;) {
            const chunk = nextChunk({
              watermarkMs: origin,
              backfillFromMs: from,
              backfillOriginMs: origin,
              backfillReachedMs: reached,
              groupsVersion: 0,
              leftOutSinceMs: 0,
            });
            if (!chunk) {
              break;
            }
            expect(chunk.endMs).toBe(reached);
            expect(chunk.startMs).toBeLessThan(chunk.endMs);
            expect(chunk.endMs - chunk.startMs).toBeLessThanOrEqual(
              6 * DAY_MS + HOUR_MS,
            );
            expect(chunk.stage).toBeGreaterThanOrEqual(stage);
            ({ startMs: reached, stage } = chunk);
          }
          expect(reached).toBe(from);
        },
      ),
    );
  });
});
