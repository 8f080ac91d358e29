import type {
  BudgetStatusDto,
  SloDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { isLoadingHistory } from '../../views';
import { BudgetStateChip } from './BudgetStateChip';

/** The state of one of an SLO's budgets. */
export function StateChip(props: {
  readonly slo: SloDto;
  readonly status: BudgetStatusDto | undefined;
}) {
  const { slo, status } = props;
  return (
    <BudgetStateChip
      state={status?.state ?? 'unknown'}
      stale={status?.stale ?? false}
      loading={isLoadingHistory(slo)}
    />
  );
}
