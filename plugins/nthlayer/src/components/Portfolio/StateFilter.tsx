import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { NO_VALUE } from '../../format';
import type { StateCounts } from '../../hooks';
import { BudgetStateDto, STATES } from '../../views';
import { BUDGET_STATES } from '../SloCards';
import { toneColour } from '../Tone';

/** How many services are in which state; each count shows those alone. */
export function StateFilter(props: {
  readonly counts: StateCounts;
  readonly chosen: BudgetStateDto | undefined;
  readonly onChoose: (state: BudgetStateDto | undefined) => void;
}) {
  const { counts, chosen, onChoose } = props;
  return (
    <Box
      role="group"
      aria-label="Services by state"
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
      }}
    >
      {STATES.map(state => (
        <StateCount
          key={state}
          state={state}
          count={counts[state]}
          chosen={state === chosen}
          onClick={() => onChoose(state === chosen ? undefined : state)}
        />
      ))}
    </Box>
  );
}

function StateCount(props: {
  readonly state: BudgetStateDto;
  readonly count: number | undefined;
  readonly chosen: boolean;
  readonly onClick: () => void;
}) {
  const { state, count, chosen, onClick } = props;
  const { label, tone, hint } = BUDGET_STATES[state];
  return (
    <Tooltip
      describeChild
      title={`${hint} Stale ones are counted as last known.`}
    >
      <ButtonBase
        onClick={onClick}
        aria-pressed={chosen}
        aria-label={`${label}: ${count ?? 'not known'}`}
        sx={{
          display: 'block',
          textAlign: 'left',
          px: 2,
          py: 1.25,
          border: 1,
          borderRadius: 1,
          bgcolor: 'background.paper',
          borderColor: chosen ? 'primary.main' : 'divider',
          boxShadow: theme =>
            chosen ? `0 0 0 1px ${theme.palette.primary.main}` : 'none',
          '&:hover, &:focus-visible': { borderColor: 'primary.main' },
        }}
      >
        <Typography
          variant="h5"
          component="span"
          sx={{
            display: 'block',
            m: 0,
            color: toneColour(count ? tone : undefined),
          }}
        >
          {count ?? NO_VALUE}
        </Typography>
        <Typography variant="body2" component="span" color="text.secondary">
          {label}
        </Typography>
      </ButtonBase>
    </Tooltip>
  );
}
