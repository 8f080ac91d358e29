import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** What the states are called and what each of them means. */
export const BUDGET_STATES = {
  exhausted: {
    label: 'Exhausted',
    color: 'error',
    hint: 'The whole error budget of the window is spent.',
  },
  burning: {
    label: 'Burning',
    color: 'warning',
    hint: 'Burning faster than the objective allows.',
  },
  healthy: {
    label: 'Healthy',
    color: 'success',
    hint: 'Burning no faster than the objective allows.',
  },
  'no-traffic': {
    label: 'No traffic',
    color: 'default',
    hint: 'No events in the window: nothing was spent and nothing was proved.',
  },
  unknown: {
    label: 'Unknown',
    color: 'default',
    hint: 'No data: neither healthy nor unhealthy.',
  },
} as const;

/** The state of a budget; what is stale is never shown as plainly healthy. */
export function BudgetStateChip(props: {
  readonly state: BudgetStatusDto['state'];
  readonly stale: boolean;
  /** Older history is still being read. */
  readonly loading?: boolean;
}) {
  const { state, loading = false } = props;
  const { label, color, hint } = BUDGET_STATES[state];
  const stale = props.stale && state !== 'unknown';
  return (
    <Box sx={{ display: 'flex', gap: 0.75, flexShrink: 0 }}>
      {stale && <StaleChip loading={loading} />}
      <Tooltip describeChild title={hint}>
        <Chip
          size="small"
          label={label}
          color={color}
          variant={stale ? 'outlined' : 'filled'}
          tabIndex={0}
          sx={{ m: 0, fontWeight: 600 }}
        />
      </Tooltip>
    </Box>
  );
}

function StaleChip({ loading }: { readonly loading: boolean }) {
  return (
    <Tooltip
      describeChild
      title={
        loading
          ? 'Older history is still being read; these figures cover only a part of the window.'
          : 'Data is missing or old: less than 90 % of the window is known, or the newest figures are late.'
      }
    >
      <Chip
        size="small"
        variant="outlined"
        color="warning"
        label={loading ? 'Partial' : 'Stale'}
        tabIndex={0}
        sx={{ m: 0 }}
      />
    </Tooltip>
  );
}
