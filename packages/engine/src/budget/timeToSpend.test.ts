import {
  BudgetStatus,
  Slo,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { evaluateBudget } from './evaluateBudget';
import { timeToSpend } from './timeToSpend';
import { budgetWindows, WindowRequest } from './windows';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const APRIL = Date.UTC(2026, 3, 1);
const APRIL_MINUTES = 30 * 24 * 60;
/** Events a minute, of which the objective allows a tenth to be bad. */
const EVENTS = 1000;
const ALLOWED = 100;

const CALENDAR: TimeWindow = {
  type: 'calendar',
  count: 1,
  unit: 'month',
  startTime: '2026-01-01 00:00:00',
  timeZone: 'UTC',
};

function sloOf(over: Partial<Slo> = {}): Slo {
  return {
    name: 'availability',
    displayName: 'Availability',
    description: '',
    objective: 0.9,
    window: CALENDAR,
    method: 'Occurrences',
    noData: 'ignore',
    sli: { kind: 'ratio', total: { metric: 'm', matchers: [] }, groupBy: [] },
    ...over,
  };
}

/** The status some minutes into April, `bad` of whose events were bad, when every minute of late has `burning` bad ones. */
function statusAt(
  slo: Slo,
  minutes: number,
  { bad, burning, known = 1 }: { bad: number; burning: number; known?: number },
): BudgetStatus {
  const endMs = APRIL + minutes * MIN;
  const { budget, burn } = budgetWindows(slo, endMs);
  const fixed = slo.method === 'Timeslices';
  const summed = (window: WindowRequest, badPerMinute: number, share = 1) => {
    const expectedTiles = (window.endMs - window.startMs) / MIN;
    const knownTiles = share * expectedTiles;
    const counted = fixed ? window.windowMs / MIN : knownTiles;
    const sums = {
      bad: badPerMinute * knownTiles,
      total: EVENTS * counted,
      knownTiles,
      expectedTiles,
    };
    return { ...window, sums };
  };
  const whole = summed(budget, 0, known);
  return evaluateBudget(
    slo,
    {
      budget: { ...whole, sums: { ...whole.sums, bad } },
      burn: burn.map(window => summed(window, burning)),
    },
    { nowMs: endMs, tickMs: MIN, newestTileMs: endMs },
  );
}

const lastHour = ({ forecast }: BudgetStatus) => forecast[0];

describe('the budget of a calendar month', () => {
  it.each<[string, Partial<Slo>, [number, number], number | null]>([
    ['grows: burn 2 ends it when it has spent the rest', {}, [1, 0.5], 0.5],
    ['grows: by the events of the known time', {}, [1, 0.25], 0.25],
    ['grows: the month ends first', {}, [29, 14.5], null],
    ['grows: at the very last', {}, [20, 10], 10],
    ['is fixed where slices count', { method: 'Timeslices' }, [1, 15], 7.5],
    [
      'is fixed: the month ends first',
      { method: 'Timeslices' },
      [25, 15],
      null,
    ],
  ])('%s', (_, over, [days, remainingDays], exhaustsInDays) => {
    const budgetDays = 2 * remainingDays;
    const status = statusAt(sloOf(over), days * 1440, {
      bad: 0.5 * ALLOWED * budgetDays * 1440,
      burning: 2 * ALLOWED,
      known: Math.min(1, budgetDays / days),
    });
    expect(status.consumed).toBeCloseTo(0.5, 9);
    expect(status.remainingMs! / DAY).toBeCloseTo(remainingDays, 9);
    expect(status.window.periodEndMs).toBe(Date.UTC(2026, 4, 1));
    const { verdict, exhaustsInMs } = lastHour(status);
    expect([verdict, exhaustsInMs && Math.round(exhaustsInMs)]).toEqual(
      exhaustsInDays === null
        ? ['not-at-this-rate', undefined]
        : ['exhausts', exhaustsInDays * DAY],
    );
  });

  it('is spent when its events say so, and no sooner', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Slo['method']>('Occurrences', 'Timeslices'),
        fc.constantFrom(0.75, 1),
        fc.integer({ min: 1, max: APRIL_MINUTES - 1 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.integer({ min: 0, max: EVENTS }),
        (method, share, minutes, sofar, burning) => {
          const fixed = method === 'Timeslices';
          const length = fixed ? APRIL_MINUTES : minutes;
          const bad = Math.floor(share * sofar * ALLOWED * length);
          // SEMANTICS: a burn of 1 or less never ends a budget
          fc.pre(!fixed || share < 1 || burning > ALLOWED);
          const status = statusAt(sloOf({ method }), minutes, { bad, burning });
          const inMs = timeToSpend(share, status.burn[0].rate!, {
            ...status,
            consumed: status.consumed!,
          });
          const { exhaustsInMs } = lastHour(status);
          expect(share === 1 ? exhaustsInMs : inMs).toBe(inMs);
          /** Counted event by event. */
          const isSpent = (after: number) =>
            bad + burning * after >=
            share * ALLOWED * (fixed ? APRIL_MINUTES : minutes + after);
          const rest = APRIL_MINUTES - minutes;
          const notYet = inMs === undefined ? rest - 1 : inMs / MIN - 1e-6;
          const isSpentThen =
            inMs !== undefined && isSpent(Math.ceil(inMs / MIN + 1e-6));
          expect(isSpent(Math.floor(notYet))).toBe(false);
          expect(isSpentThen).toBe(inMs !== undefined);
          expect(inMs ?? 0).toBeLessThanOrEqual(rest * MIN);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the budget of a rolling window', () => {
  it('is spent as if nothing left the window', () => {
    const window: TimeWindow = { type: 'rolling', durationMs: 30 * DAY };
    const status = statusAt(sloOf({ window }), 120, {
      bad: 0.5 * ALLOWED * APRIL_MINUTES,
      burning: 2 * ALLOWED,
    });
    expect(status.window).toMatchObject({ budgetMs: 30 * DAY });
    expect(status.window).not.toHaveProperty('periodEndMs');
    expect(lastHour(status).exhaustsInMs).toBeCloseTo(7.5 * DAY, 3);
    expect(timeToSpend(0.75, 0.75, { ...status, consumed: 0.5 })).toBe(
      undefined,
    );
    expect(timeToSpend(0.75, 1, { ...status, consumed: 0.5 })).toBe(7.5 * DAY);
  });
});
