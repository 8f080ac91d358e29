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
      ...(problem && { problem }),
    }),
  );
  const document = { evaluatedAtMs: nowMs, endMs, budgets };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
