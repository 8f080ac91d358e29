import type {
  BudgetStatusDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** One budget: an SLO, or one group of an SLO that is split by labels. */
export interface SloRow {
  readonly id: string;
  readonly slo: SloDto;
  readonly labels: Readonly<Record<string, string>>;
  /** Absent until it was evaluated for the first time. */
  readonly status?: BudgetStatusDto;
}

/** All budgets of a service, in the order of its SLOs; groups of one the worst first. */
export function sloRows(slos: readonly SloDto[]): SloRow[] {
  return slos.flatMap(slo => {
    if (slo.groups.length === 0) {
      return [{ id: slo.name, slo, labels: {} }];
    }
    return slo.groups.map(({ labels, status }) => ({
      id: rowId(slo.name, labels),
      slo,
      labels,
      status,
    }));
  });
}

/** Names a budget in the address of the tab. */
export function rowId(slo: string, labels: SloRow['labels']): string {
  return Object.keys(labels).length > 0
    ? `${slo} ${JSON.stringify(labels)}`
    : slo;
}

/** The labels of a group in words. */
export function groupText(labels: SloRow['labels']): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** Whether older history of an SLO is being read; while its data source cannot be read, nothing is. */
export function isLoadingHistory(slo: SloDto): boolean {
  return (
    slo.backfill !== undefined &&
    slo.backfill.state !== 'done' &&
    slo.dataProblem === null
  );
}
