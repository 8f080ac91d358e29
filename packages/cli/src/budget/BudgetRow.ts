import {
  BudgetStatus,
  Exclusion,
  GroupLabels,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceProblem } from '@nthlayer/engine';

/** An SLO of a service in one environment. */
export interface BudgetSlo {
  readonly entityRef: string;
  readonly environment: string;
  /** With the environment's matcher in its selectors. */
  readonly slo: Slo;
  /** Of the spec file; those that people have added to a portal are not known here. */
  readonly exclusions: readonly Exclusion[];
}

/** What is left of the budget of an SLO, or of one of its groups. */
export interface BudgetRow extends BudgetSlo {
  readonly group: GroupLabels;
  readonly status: BudgetStatus;
  /** Why nothing is known. */
  readonly problem?: DataSourceProblem;
}
