import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { rowId, SloRow } from './sloRow';

/** The budget that decides for the whole service. */
export function worstRow(
  { worst }: Pick<ReadyServiceDto, 'worst'>,
  rows: readonly SloRow[],
): SloRow | undefined {
  return worst
    ? rows.find(({ id }) => id === rowId(worst.slo, worst.labels))
    : undefined;
}

/** What an address names: a budget; of an SLO alone, or of a group that is no longer there, the worst group is meant. */
export function namedRow(
  rows: readonly SloRow[],
  name: string | undefined,
): SloRow | undefined {
  const [sloName] = name?.split(' ') ?? [];
  return (
    rows.find(({ id }) => id === name) ??
    rows.find(({ slo }) => slo.name === sloName)
  );
}
