import {
  AlertSeverity,
  BurnAlertPolicy,
  BurnLevel,
  Diagnostic,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from '../promql';
import { nominalWindowMs } from './windowLength';

/**
 * One pair of windows of a multi-window, multi-burn-rate alert: it fires while the error ratio of both is above
 * the threshold.
 *
 * @public
 */
export interface AlertPair {
  readonly burn: BurnLevel;
  readonly severity: AlertSeverity;
  readonly longMs: number;
  readonly shortMs: number;
  /** Part of the whole budget that is spent when the long window fires; 1 is all. */
  readonly budgetShare: number;
  /** Burn rate: 1 spends the budget exactly in the SLO's window. */
  readonly factor: number;
  /** Error ratio: factor × (1 − objective). */
  readonly threshold: number;
  /** Fewest bad events in the long window, 0 for none. */
  readonly minBadEvents: number;
  /** The policy that a user defines it by. */
  readonly policy?: BurnAlertPolicy;
}

/** Short windows are a twelfth of the long one, so that an alert ends soon after the burn. */
const SHORT_PART = 12;
/** Windows are sums of tiles of one minute. */
const TILE_MS = 60_000;

/** Levels that page. */
export const PAGES: readonly BurnLevel[] = ['page-fast', 'page-slow'];

/** Decimal arithmetic on few digits: what binary adds beyond 12 is noise. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** The short window that belongs to a long one. */
export function shortWindowMs(
  longMs: number,
  scrapeIntervalMs: number,
  slices: Slo['slices'],
): number {
  const unitMs = slices?.lengthMs ?? TILE_MS;
  const wantedMs = Math.max(longMs / SHORT_PART, 2 * scrapeIntervalMs);
  return Math.ceil(wantedMs / unitMs) * unitMs;
}

/** Why an alert is not made. */
export function refusal(pair: AlertPair, slo: Slo): Diagnostic | undefined {
  const windowText = formatDuration(nominalWindowMs(slo.window));
  const long = formatDuration(pair.longMs);
  const refuse = (code: string, path: string, why: string): Diagnostic => ({
    severity: 'info',
    code,
    path: `slos.${slo.name}.${path}`,
    summary: `The ${pair.burn} alert (${long}) is left out: ${why}`,
    detail: 'The other alerts of the SLO are not touched.',
  });
  if (pair.longMs > nominalWindowMs(slo.window)) {
    return refuse(
      'alert-window-too-long',
      'window',
      `it looks back further than the SLO's window of ${windowText}.`,
    );
  }
  if (pair.shortMs >= pair.longMs) {
    return refuse(
      'alert-window-too-short',
      slo.slices ? 'slices' : 'sli',
      slo.slices
        ? 'a slice of time is as long as it looks back.'
        : 'two scrapes are further apart than it looks back.',
    );
  }
  if (pair.threshold >= 1) {
    return refuse(
      'alert-unreachable',
      'objective',
      `even a total outage burns this budget slower than ${pair.factor} times.`,
    );
  }
  return undefined;
}
