import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatBudget, formatDay } from '../../format';
import { backfillProgress, isLoadingHistory } from '../../views';

/** How far back history has been read, while it is being read. */
export function HistoryProgress(props: {
  readonly slo: SloDto;
  readonly nowMs: number;
}) {
  const { slo, nowMs } = props;
  if (!isLoadingHistory(slo) || !slo.backfill) {
    return null;
  }
  const { backfill } = slo;
  const share = backfillProgress(backfill, nowMs);
  return (
    <div role="status">
      <Typography variant="caption" color="text.secondary">
        {backfill.state === 'pending'
          ? 'History waits to be loaded'
          : `Loading history: read back to ${formatDay(
              backfill.reachedMs,
            )} (${formatBudget(share)})`}
      </Typography>
      <LinearProgress
        variant={backfill.state === 'pending' ? 'indeterminate' : 'determinate'}
        value={share * 100}
        aria-label="Loading history"
      />
    </div>
  );
}
