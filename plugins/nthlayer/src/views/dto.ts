import type {
  BudgetStatusDto,
  ReadyServiceDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';

export type BurnRateDto = BudgetStatusDto['burn'][number];
export type ForecastDto = BudgetStatusDto['forecast'][number];
export type BackfillDto = NonNullable<SloDto['backfill']>;
export type DiagnosticDto = ReadyServiceDto['diagnostics'][number];
export type ProvenanceDto = ReadyServiceDto['provenance'];
