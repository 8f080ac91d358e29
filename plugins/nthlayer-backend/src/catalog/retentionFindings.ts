import {
  Diagnostic,
  ServiceSpec,
  Slo,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { specPlace } from '@nthlayer/engine';
import { DAY_MS } from '../durations';
import { Retention } from '../tiles/Retention';

/** As long as each can be. */
const LONGEST_DAYS = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** SLOs whose windows are longer than what they are counted from is kept: their budgets can never be known as a whole. */
export function retentionFindings(
  spec: ServiceSpec,
  slos: readonly Slo[],
  { fiveMinutesMs, hourMs }: Retention,
): Diagnostic[] {
  return slos.flatMap(slo => {
    const isSliced = slo.slices !== undefined;
    const keptMs = isSliced ? Math.min(fiveMinutesMs, hourMs) : hourMs;
    const windowDays = lengthOf(slo.window) / DAY_MS;
    const keptDays = keptMs / DAY_MS;
    if (windowDays <= keptDays) {
      return [];
    }
    const path = `slos.${slo.name}.window`;
    const key = isSliced ? 'fiveMinutes' : 'hours';
    return [
      {
        severity: 'warning',
        code: 'window-exceeds-retention',
        path,
        summary: `The window of ${
          slo.displayName
        } is longer than its counts are kept: ${round(
          windowDays,
        )} days against ${round(keptDays)}.`,
        detail: `The rest of the window stays unknown. \`nthlayer.retention.${key}\` in the app-config says how long counts are kept.`,
        ...specPlace(spec, path),
      },
    ];
  });
}

function lengthOf(window: TimeWindow): number {
  return window.type === 'rolling'
    ? window.durationMs
    : window.count * LONGEST_DAYS[window.unit] * DAY_MS;
}

function round(days: number): number {
  return Math.round(days * 10) / 10;
}
