import { BudgetStatus, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetStep, burnTrend } from '@nthlayer/engine';
import { BudgetRow } from './BudgetRow';
import { Evaluation } from './evaluateSeries';

/** Budgets as JSON, figures exact and not rounded; times are milliseconds since the epoch. */
export function budgetJson(
  rows: readonly BudgetRow[],
  { nowMs, endMs }: Evaluation,
): string {
  const budgets = rows.map(
    ({ entityRef, environment, slo, group, status, problem }) => ({
      entityRef,
      environment,
      slo: slo.name,
      group,
      ...status,
      ...stepOf(slo, status),
      trend: burnTrend(status.burn),
      ...(problem && { problem }),
    }),
  );
  const document = { evaluatedAtMs: nowMs, endMs, budgets };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function stepOf(slo: Slo, status: BudgetStatus): { readonly step?: number } {
  const step = budgetStep(slo, status);
  return step === undefined ? {} : { step };
}
