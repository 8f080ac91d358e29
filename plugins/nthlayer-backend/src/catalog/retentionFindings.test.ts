import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { DAY_MS, MINUTE_MS } from '../durations';
import { DEFAULT_RETENTION } from '../tiles/Retention';
import { retentionFindings } from './retentionFindings';

const rolling = (days: number): Partial<Slo> => ({
  window: { type: 'rolling', durationMs: days * DAY_MS },
});
const calendar = (unit: 'month' | 'year', count: number): Partial<Slo> => ({
  window: {
    type: 'calendar',
    count,
    unit,
    startTime: '2026-01-01 00:00:00',
    timeZone: 'UTC',
  },
});
const sliced: Partial<Slo> = {
  method: 'Timeslices',
  slices: { lengthMs: 5 * MINUTE_MS, objective: 0.9 },
};

describe('retentionFindings', () => {
  it.each<[string, Partial<Slo>, string | undefined]>([
    ['a year', rolling(366), undefined],
    ['a calendar year', calendar('year', 1), undefined],
    ['two calendar years', calendar('year', 2), '732 days against 400'],
    ['35 days of slices', { ...sliced, ...rolling(35) }, undefined],
    ['a month of slices', { ...sliced, ...calendar('month', 1) }, undefined],
    ['90 days of slices', { ...sliced, ...rolling(90) }, '90 days against 35'],
  ])('of %s', (_, changes, words) => {
    const slo = exampleSlo('a', changes);
    const found = retentionFindings(exampleSpec('a'), [slo], DEFAULT_RETENTION);
    const told = found.map(({ severity, code, path, summary }) => [
      severity,
      code,
      path,
      summary.match(/\d+ days against \d+/)?.[0],
    ]);
    const finding = ['warning', 'window-exceeds-retention'];
    expect(told).toEqual(
      words === undefined
        ? []
        : [[...finding, 'slos.availability.window', words]],
    );
  });

  it('goes by what is configured', () => {
    const slo = exampleSlo('a', { ...sliced, ...rolling(30) });
    const retention = { ...DEFAULT_RETENTION, fiveMinutesMs: 4 * DAY_MS };
    const [{ detail }] = retentionFindings(exampleSpec('a'), [slo], retention);
    expect(detail).toContain('`nthlayer.retention.fiveMinutes`');
  });
});
