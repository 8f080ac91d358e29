import Box from '@mui/material/Box';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { HintChip, Tone } from '../Tone';

/** What the states are called and what each of them means. */
export const BUDGET_STATES = {
  exhausted: {
    label: 'Exhausted',
    tone: 'error',
    hint: 'The whole error budget of the window is spent.',
  },
  burning: {
    label: 'Burning',
    tone: 'warning',
    hint: 'Burning faster than the objective allows.',
  },
  healthy: {
    label: 'Healthy',
    tone: 'success',
    hint: 'Burning no faster than the objective allows.',
  },
  'no-traffic': {
    label: 'No traffic',
    tone: undefined,
    hint: 'No events in the window: nothing was spent and nothing was proved.',
  },
  unknown: {
    label: 'Unknown',
    tone: undefined,
    hint: 'No data: neither healthy nor unhealthy.',
  },
} as const satisfies Record<
  BudgetStatusDto['state'],
  { readonly label: string; readonly hint: string; readonly tone?: Tone }
>;

/** The state of a budget; what is stale is never shown as plainly healthy. */
export function BudgetStateChip(props: {
  readonly state: BudgetStatusDto['state'];
  readonly stale: boolean;
  /** Older history is still being read. */
  readonly loading?: boolean;
}) {
  const { state, loading = false } = props;
  const { label, tone, hint } = BUDGET_STATES[state];
  const stale = props.stale && state !== 'unknown';
  return (
    <Box sx={{ display: 'flex', gap: 0.75, flexShrink: 0 }}>
      {stale && <StaleChip loading={loading} />}
      <HintChip label={label} hint={hint} tone={tone} outlined={stale} />
    </Box>
  );
}

function StaleChip({ loading }: { readonly loading: boolean }) {
  return (
    <HintChip
      label={loading ? 'Partial' : 'Stale'}
      hint={
        loading
          ? 'Older history is still being read; these figures cover only a part of the window.'
          : 'Data is missing or old: less than 90 % of the window is known, or the newest figures are late.'
      }
      tone="warning"
      outlined
    />
  );
}
