import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatBudget } from '../../format';
import { excludedTime, isLoadingHistory, SloRow } from '../../views';
import { BudgetStateChip, ExcludedMark } from '../SloCards';

/** The worst budget, which decides for the service; it is stale when any of them is. */
export function Verdict(props: {
  readonly worst: SloRow;
  readonly rows: readonly SloRow[];
}) {
  const { worst, rows } = props;
  const { slo, status } = worst;
  const stale = rows.filter(row => row.status?.stale);
  const left =
    status && status.remaining !== null
      ? `: ${formatBudget(status.remaining)} of its budget left`
      : '';
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}
    >
      <BudgetStateChip
        state={status?.state ?? 'unknown'}
        stale={stale.length > 0}
        loading={stale.every(row => isLoadingHistory(row.slo))}
      />
      <ExcludedMark
        excludedMs={Math.max(0, ...rows.map(row => excludedTime(row.status)))}
      />
      {left && (
        <Typography variant="body2" component="span" color="text.secondary">
          {rows.length > 1 ? 'Worst SLO is ' : ''}
          {slo.displayName}
          {left}
        </Typography>
      )}
    </Box>
  );
}
