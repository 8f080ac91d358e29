import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  formatBudget,
  formatCount,
  formatDuration,
  formatObjective,
} from '../../format';
import { CountedNoun, projectionText } from '../../views';
import { toneColour } from '../Tone';
import { BudgetBar } from './BudgetBar';
import { budgetTone } from './budgetTone';

/** What is left of the budget: share, time, events, and a bar. */
export function BudgetMeter(props: {
  readonly status: BudgetStatusDto;
  readonly noun: CountedNoun;
}) {
  const { status, noun } = props;
  const { remaining } = status;
  const tone = budgetTone(status);
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
        <Typography
          variant="h6"
          component="span"
          sx={{ m: 0, color: toneColour(tone) }}
        >
          {formatBudget(remaining)}
        </Typography>
      </Box>
      <BudgetBar remaining={remaining} tone={tone} />
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
  const { state, remainingMs, window, sums, budgetEvents, projected, step } =
    status;
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
          {formatDuration(remainingMs)} of {formatDuration(window.budgetMs)}
        </Box>
      </Tooltip>
      {' · '}
      {formatCount(sums.bad)} of {formatCount(budgetEvents)} allowed bad{' '}
      {noun.many}
      {projected && ` so far; ${projectionText(projected)}`}
      {step !== undefined && ` · past the ${formatObjective(step)} threshold`}
    </>
  );
}
