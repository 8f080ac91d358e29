import {
  BudgetStatus,
  BudgetStatusDto,
  Slo,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetWindows, describeSli } from '@nthlayer/engine';
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
  },
): SloDto {
  const { active, statuses, shownAt } = options;
  return {
    name: slo.name,
    displayName: slo.displayName,
    description: slo.description,
    objective: slo.objective,
    windowMs: budgetWindows(slo, shownAt.nowMs).budget.windowMs,
    method: slo.method,
    indicator: toIndicator(slo),
    groups: statuses.map(({ labels, status }) => ({
      labels: { ...labels },
      status: toStatus(agedStatus(status, shownAt)),
    })),
    ...(active && { backfill: toBackfill(active.progress) }),
    revision: statuses[0]?.revision ?? options.revision,
    dataProblem: active?.problem ?? null,
  };
}

function toIndicator({ sli }: Slo): SloDto['indicator'] {
  return {
    kind: sli.kind,
    ...describeSli(sli),
    ...(sli.kind === 'latency' && { thresholdMs: sli.thresholdMs }),
  };
}

function toStatus(status: BudgetStatus): BudgetStatusDto {
  return {
    ...status,
    burn: [...status.burn],
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
