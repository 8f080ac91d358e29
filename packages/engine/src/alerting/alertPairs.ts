import {
  AlertSeverity,
  BurnLevel,
  Diagnostic,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from '../budget';
import { formatDuration } from '../promql';
import { isAlertEnabled } from './alertLevels';
import { ALERT_WINDOWS, AlertWindow, AlertWindowRow } from './alertWindows';
import { tuneWindows } from './tuneWindows';
import { countsEvents } from './countsEvents';
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
}

/** Short windows are a twelfth of the long one, so that an alert ends soon after the burn. */
const SHORT_PART = 12;
/** Windows are sums of tiles of one minute. */
const TILE_MS = 60_000;

const PAGES: readonly BurnLevel[] = ['page-fast', 'page-slow'];

/** Decimal arithmetic on few digits: what binary adds beyond 12 is noise. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function shortWindowMs(longMs: number, scrapeIntervalMs: number): number {
  const wantedMs = Math.max(longMs / SHORT_PART, 2 * scrapeIntervalMs);
  return Math.ceil(wantedMs / TILE_MS) * TILE_MS;
}

function pairOf(
  window: AlertWindow,
  slo: Slo,
  context: { scrapeIntervalMs: number; minBadEvents: number },
): AlertPair {
  const lengthMs = nominalWindowMs(slo.window);
  const { burn, longMs, budgetPermille } = window;
  // Below 1 it would fire at a burn that the objective allows.
  const factor = Math.max(
    1,
    exact((budgetPermille * lengthMs) / (1000 * longMs)),
  );
  const pages = PAGES.includes(burn);
  const minBadEvents = slo.alerts?.minBadEvents ?? context.minBadEvents;
  return {
    burn,
    severity: pages ? 'critical' : 'warning',
    longMs,
    shortMs: shortWindowMs(longMs, context.scrapeIntervalMs),
    budgetShare: exact((factor * longMs) / lengthMs),
    factor,
    threshold: exact(factor * allowedErrorRatio(slo.objective)),
    minBadEvents: pages && countsEvents(slo.sli) ? minBadEvents : 0,
  };
}

function refusal(pair: AlertPair, slo: Slo): Diagnostic | undefined {
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
      'sli',
      'two scrapes are further apart than it looks back.',
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

/**
 * The burn-rate alerts of an SLO, fastest first. Factors come from the SLO's own window. A pair that would fire
 * at an allowed burn is given a larger share of the budget; one that could never fire is left out, with a
 * diagnostic. Levels that the SLO switches off are not among them, and what it tunes is as it says.
 *
 * @public
 */
export function alertPairs(
  slo: Slo,
  context: {
    readonly scrapeIntervalMs: number;
    /** Fewest bad events in the long window of an alert that pages. */
    readonly minBadEvents: number;
    readonly table?: readonly AlertWindowRow[];
  },
): { pairs: AlertPair[]; diagnostics: Diagnostic[] } {
  const lengthMs = nominalWindowMs(slo.window);
  const { windows = [] } =
    (context.table ?? ALERT_WINDOWS).find(({ upToMs }) => lengthMs <= upToMs) ??
    {};
  const tuned = tuneWindows(slo, windows);
  const wanted = tuned.windows.filter(({ burn }) => isAlertEnabled(slo, burn));
  const pairs: AlertPair[] = [];
  const diagnostics = [...tuned.diagnostics];
  for (const window of wanted) {
    const pair = pairOf(window, slo, context);
    const problem = refusal(pair, slo);
    if (problem) {
      diagnostics.push(problem);
    } else {
      pairs.push(pair);
    }
  }
  if (wanted.length > 0 && pairs.length === 0) {
    diagnostics.push(noPairs(slo));
  }
  return { pairs, diagnostics };
}

function noPairs(slo: Slo): Diagnostic {
  return {
    severity: 'warning',
    code: 'no-burn-alerts',
    path: `slos.${slo.name}`,
    summary: `No burn rate alert can fire for ${slo.name}.`,
    detail:
      'Its budget is larger or its window shorter than any alert needs. Raise the objective or lengthen the window.',
  };
}
