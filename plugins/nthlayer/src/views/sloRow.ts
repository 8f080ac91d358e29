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
    .map(([name, value]) => labelText(name, value))
    .join(', ');
}

/** A label in words. An empty one stands for all groups that are left out. */
export function labelText(name: string, value: string): string {
  return `${name}: ${value || '(all that are left out)'}`;
}

/** Whether newer figures of an SLO are missing; it may also have more groups than are counted. */
export function cannotBeRead({ dataProblem }: SloDto): boolean {
  return dataProblem !== null && dataProblem.code !== 'too-many-groups';
}

/** Whether older history of an SLO is being read; while its data source cannot be read, nothing is. */
export function isLoadingHistory(slo: SloDto): boolean {
  return (
    slo.backfill !== undefined &&
    slo.backfill.state !== 'done' &&
    !cannotBeRead(slo)
  );
}
