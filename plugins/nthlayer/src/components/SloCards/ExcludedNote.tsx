import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from '../../format';
import { excludedTime } from '../../views';

/** Says that an exclusion touches the figures of a budget. */
export function ExcludedNote({ status }: { readonly status: BudgetStatusDto }) {
  const { method } = status;
  const excludedMs = excludedTime(status);
  return excludedMs > 0 ? (
    <Typography variant="caption" color="text.secondary">
      {formatDuration(excludedMs)} of the window is excluded and{' '}
      {method === 'Timeslices'
        ? 'counts as good slices of time.'
        : 'counts in no figure.'}
    </Typography>
  ) : null;
}
