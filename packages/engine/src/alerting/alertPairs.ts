import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from '../budget';
import { isAlertEnabled } from './alertLevels';
import { AlertPair, exact, PAGES, refusal, shortWindowMs } from './alertPair';
import { ALERT_WINDOWS, AlertWindow, AlertWindowRow } from './alertWindows';
import { policyPairs } from './policyPairs';
import { tuneWindows } from './tuneWindows';
import { countsEvents } from './countsEvents';
import { nominalWindowMs } from './windowLength';

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
    shortMs: shortWindowMs(longMs, context.scrapeIntervalMs, slo.slices),
    budgetShare: exact((factor * longMs) / lengthMs),
    factor,
    threshold: exact(factor * allowedErrorRatio(slo.objective)),
    minBadEvents: pages && countsEvents(slo.sli) ? minBadEvents : 0,
  };
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
  if (slo.alerts?.policies) {
    return policyPairs(slo, slo.alerts.policies, context);
  }
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
