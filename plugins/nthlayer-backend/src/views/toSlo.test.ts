import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleSlo } from '../__testUtils__/examples';
import { DAY_MS } from '../durations';
import { toSlo } from './toSlo';

function shown(over: Partial<Slo>) {
  return toSlo(exampleSlo('shop', over), {
    revision: 'r',
    active: undefined,
    statuses: [],
    shownAt: { nowMs: Date.UTC(2026, 1, 10), tickMs: 60_000 },
    scrapeIntervalMs: 15_000,
  });
}

describe('the window of an SLO', () => {
  it('is a calendar period by its name, whatever is counted in it', () => {
    const window: Slo['window'] = {
      type: 'calendar',
      count: 1,
      unit: 'month',
      startTime: '2026-01-01 00:00:00',
      timeZone: 'UTC',
    };
    const slices = { lengthMs: 60_000, objective: 0.9 };
    for (const over of [{}, { method: 'Timeslices', slices } as const]) {
      expect(shown({ window, ...over })).toMatchObject({
        windowMs: 28 * DAY_MS,
        period: { count: 1, unit: 'month' },
      });
    }
  });

  it('is only a length where it rolls', () => {
    const { period, windowMs } = shown({});
    expect([period, windowMs]).toEqual([undefined, 30 * DAY_MS]);
  });
});
