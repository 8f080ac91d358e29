import fc from 'fast-check';
import { Edge, minutesOf, record } from './__testUtils__/rollUpModel';

const edges = fc.constantFrom<Edge>('closed', 'open');
const phases = fc.oneof(
  fc.constantFrom(0, 1, 29_999, 30_000, 59_999),
  fc.integer({ min: 0, max: 59_999 }),
);
const ALL = Array.from({ length: 400 }, (_, minute) => minute);

describe('roll-ups', () => {
  it('hold each tile once, whenever the group is evaluated, with either kind of range', () => {
    fc.assert(
      fc.property(phases, edges, (phaseMs, edge) => {
        const { fives, hours } = record(ALL, phaseMs, edge);
        fives
          .slice(1)
          .forEach(({ minutes }) => expect(minutes).toHaveLength(5));
        hours
          .slice(1)
          .forEach(({ minutes }) => expect(minutes).toHaveLength(60));
        expect(minutesOf(fives)).toEqual(ALL.slice(0, minutesOf(fives).length));
        expect(minutesOf(hours)).toEqual(ALL.slice(0, minutesOf(hours).length));
        expect(minutesOf(hours).length).toBeGreaterThan(300);
      }),
    );
  });

  it('hold no tile twice and lose less than two more for each that was left out', () => {
    const missed = fc.uniqueArray(fc.integer({ min: 61, max: 398 }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(missed, phases, edges, (gone, phaseMs, edge) => {
        const kept = ALL.filter(minute => !gone.includes(minute));
        const counted = minutesOf(record(kept, phaseMs, edge).fives);
        expect(new Set(counted).size).toBe(counted.length);
        const last = Math.max(...counted);
        const lost = kept.filter(
          minute => minute <= last && !counted.includes(minute),
        );
        expect(lost.length).toBeLessThanOrEqual((gone.length * 5) / 3);
      }),
    );
  });

  it('hold no five minutes in two hours, and all of them unless three evaluations in a row are left out', () => {
    const restart = fc.record({
      from: fc.integer({ min: 70, max: 300 }),
      length: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(restart, phases, edges, ({ from, length }, phaseMs, edge) => {
        const kept = ALL.filter(
          minute => minute < from || minute >= from + length,
        );
        const { fives, hours } = record(kept, phaseMs, edge);
        const counted = minutesOf(hours);
        expect(new Set(counted).size).toBe(counted.length);
        const last = Math.max(...counted);
        const lost = minutesOf(fives).filter(
          minute => minute <= last && !counted.includes(minute),
        );
        expect(lost.length).toBeLessThanOrEqual(length < 3 ? 0 : 120);
      }),
      { numRuns: 300 },
    );
  });
});
