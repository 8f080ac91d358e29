import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatBudget, formatCount, formatDuration } from '../../format';
import { CountedNoun, projectionText } from '../../views';

/** What is left of the budget: share, time, events, and a bar. */
export function BudgetMeter(props: {
  readonly status: BudgetStatusDto;
  readonly noun: CountedNoun;
}) {
  const { status, noun } = props;
  const { remaining } = status;
  const tone = toneOf(status);
  return (
    <div>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'baseline',
          justifyContent: 'space-between',
          gap: 1,
        }}
      >
        <Typography variant="caption" color="text.secondary">
          Error budget left
        </Typography>
        <Typography variant="h6" component="span" sx={{ m: 0, color: tone }}>
          {formatBudget(remaining)}
        </Typography>
      </Box>
      <Bar remaining={remaining} tone={tone} />
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ mt: 0.75, mb: 0 }}
      >
        <Detail status={status} noun={noun} />
      </Typography>
    </div>
  );
}

function Detail(props: {
  readonly status: BudgetStatusDto;
  readonly noun: CountedNoun;
}) {
  const { status, noun } = props;
  const { state, remainingMs, window, sums, budgetEvents, projected } = status;
  if (remainingMs === null) {
    return (
      <>{state === 'no-traffic' ? `No ${noun.many}` : 'Nothing is known'}</>
    );
  }
  return (
    <>
      <Tooltip
        describeChild
        title="How long the rest lasts if errors come exactly as fast as the objective allows."
      >
        <Box component="span" tabIndex={0} sx={{ color: 'text.primary' }}>
          {formatDuration(remainingMs)} of {formatDuration(window.lengthMs)}
        </Box>
      </Tooltip>
      {' · '}
      {formatCount(sums.bad)} of {formatCount(budgetEvents)} allowed bad{' '}
      {noun.many}
      {projected && ` so far; ${projectionText(projected)}`}
    </>
  );
}

function Bar(props: {
  readonly remaining: number | null;
  readonly tone: string;
}) {
  const { remaining, tone } = props;
  const share = Math.min(Math.max(remaining ?? 0, 0), 1);
  return (
    <Box
      role="meter"
      aria-label="Error budget left"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share * 100}
      aria-valuetext={formatBudget(remaining)}
      sx={{
        height: 8,
        borderRadius: 4,
        overflow: 'hidden',
        bgcolor:
          remaining !== null && remaining <= 0 ? 'error.main' : 'action.hover',
      }}
    >
      <Box
        sx={{
          height: '100%',
          borderRadius: 4,
          width: `${share * 100}%`,
          bgcolor: tone,
        }}
      />
    </Box>
  );
}

/** The same limits as the notifications: 75 % and all of it spent. What is stale does not look healthy. */
function toneOf({ remaining, stale }: BudgetStatusDto): string {
  if (remaining === null) {
    return 'text.secondary';
  }
  if (remaining <= 0) {
    return 'error.main';
  }
  if (remaining <= 0.25) {
    return 'warning.main';
  }
  return stale ? 'text.secondary' : 'success.main';
}
