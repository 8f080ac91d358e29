import {
  BudgetStatus,
  BudgetStatusDto,
  Slo,
  SloDto,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  AlertPair,
  alertPairs,
  approximateText,
  budgetStep,
  budgetWindows,
  countedUnit,
  burnRateLevel,
  burnTrend,
  DEFAULT_MIN_BAD_EVENTS,
  describeComposite,
  describeSli,
} from '@nthlayer/engine';
import { compareTold } from '../portfolio/portfolioOrder';
import { ActiveSlo, ReadingProgress, StoredStatus } from '../slos/SloStore';
import { agedStatus, ShownAt } from './agedStatus';

/** An SLO of a stack with what is known of its budget. */
export function toSlo(
  slo: Slo,
  options: {
    revision: string;
    active: ActiveSlo | undefined;
    statuses: readonly StoredStatus[];
    shownAt: ShownAt;
    /** Of the SLO's data source; unknown when it is configured no longer. */
    scrapeIntervalMs: number | undefined;
  },
): SloDto {
  const { active, statuses, shownAt, scrapeIntervalMs } = options;
  const pairs = pairsOf(slo, scrapeIntervalMs);
  return {
    name: slo.name,
    displayName: slo.displayName,
    description: slo.description,
    objective: slo.objective,
    windowMs: budgetWindows(slo, shownAt.nowMs).budget.windowMs,
    ...toPeriod(slo.window),
    method: slo.method,
    ...(slo.slices && { slices: { ...slo.slices } }),
    indicator: toIndicator(slo),
    groups: statuses
      .map(({ labels, status }) => ({
        labels: { ...labels },
        status: toStatus(slo, agedStatus(status, shownAt), pairs),
      }))
      .sort((a, b) => compareTold(a.status, b.status)),
    ...(active && { backfill: toBackfill(active.progress) }),
    revision: statuses[0]?.revision ?? options.revision,
    dataProblem: active?.problem ?? null,
  };
}

function toPeriod(window: TimeWindow): Pick<SloDto, 'period'> {
  if (window.type !== 'calendar') {
    return {};
  }
  const { count, unit } = window;
  return { period: { count, unit } };
}

function toIndicator(slo: Slo): SloDto['indicator'] {
  const { sli } = slo;
  return {
    kind: sli.kind,
    unit: countedUnit(slo),
    ...describeSli(sli),
    ...((sli.kind === 'latency' || sli.kind === 'native-latency') && {
      thresholdMs: sli.thresholdMs,
    }),
    ...(sli.kind === 'expression' && {
      approximateReason: approximateText(sli.reason),
    }),
    ...(sli.kind === 'composite' && { formula: describeComposite(sli) }),
  };
}

function pairsOf(
  slo: Slo,
  scrapeIntervalMs: number | undefined,
): readonly AlertPair[] {
  return scrapeIntervalMs === undefined
    ? []
    : alertPairs(slo, {
        scrapeIntervalMs,
        minBadEvents: DEFAULT_MIN_BAD_EVENTS,
      }).pairs;
}

function toStatus(
  slo: Slo,
  status: BudgetStatus,
  pairs: readonly AlertPair[],
): BudgetStatusDto {
  const step = budgetStep(slo, status);
  return {
    ...status,
    ...(step !== undefined && { step }),
    trend: burnTrend(status.burn),
    burn: status.burn.map(burn => ({
      ...burn,
      level: burnRateLevel(burn, pairs),
    })),
    forecast: [...status.forecast],
  };
}

function toBackfill(progress: ReadingProgress): SloDto['backfill'] {
  const { backfillFromMs, backfillReachedMs, backfillOriginMs } = progress;
  const fields = { fromMs: backfillFromMs, reachedMs: backfillReachedMs };
  if (backfillReachedMs <= backfillFromMs) {
    return { state: 'done', ...fields };
  }
  return {
    state: backfillReachedMs < backfillOriginMs ? 'running' : 'pending',
    ...fields,
  };
}
