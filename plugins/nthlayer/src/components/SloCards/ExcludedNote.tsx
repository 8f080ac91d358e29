import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from '../../format';

const TILE_MS = 60_000;

/** Says that an exclusion touches the figures of a budget. */
export function ExcludedNote({ status }: { readonly status: BudgetStatusDto }) {
  const { method, sums } = status;
  const { excludedTiles = 0 } = sums;
  return excludedTiles > 0 ? (
    <Typography variant="caption" color="text.secondary">
      {formatDuration(excludedTiles * TILE_MS)} of the window is excluded and{' '}
      {method === 'Timeslices'
        ? 'counts as good slices of time.'
        : 'counts in no figure.'}
    </Typography>
  ) : null;
}
