import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { BUDGET_THRESHOLDS } from '@nthlayer/engine';

const MOST_THRESHOLDS = 10;
const HIGHEST_PERCENT = 1000;

/** What people are told of budgets. */
export interface BudgetAlertsConfig {
  readonly enabled: boolean;
  /** Shares of the budget in per cent, lowest first. */
  readonly thresholds: readonly number[];
  /** Tell burns that alert, too. */
  readonly burn: boolean;
}

/** Reads `nthlayer.budgetAlerts`. Throws an error that names the path of what is wrong. */
export function readBudgetAlerts(rootConfig: Config): BudgetAlertsConfig {
  const config = rootConfig.getOptionalConfig('nthlayer.budgetAlerts');
  return {
    enabled: config?.getOptionalBoolean('enabled') ?? true,
    thresholds: readThresholds(config),
    burn: config?.getOptionalBoolean('burn') ?? true,
  };
}

function readThresholds(config: Config | undefined): readonly number[] {
  const thresholds = config?.getOptional<unknown>('thresholds');
  if (thresholds === undefined) {
    return BUDGET_THRESHOLDS.map(({ percent }) => percent);
  }
  const path = 'nthlayer.budgetAlerts.thresholds';
  if (!Array.isArray(thresholds) || thresholds.length > MOST_THRESHOLDS) {
    throw new InputError(`${path}: must be at most ${MOST_THRESHOLDS} numbers`);
  }
  thresholds.forEach((percent: unknown, index) => {
    const isShare =
      typeof percent === 'number' && percent > 0 && percent <= HIGHEST_PERCENT;
    if (!isShare) {
      throw new InputError(
        `${path}[${index}]: must be a number of per cent above 0 and at most ${HIGHEST_PERCENT}`,
      );
    }
  });
  return [...new Set(thresholds as number[])].sort((a, b) => a - b);
}
