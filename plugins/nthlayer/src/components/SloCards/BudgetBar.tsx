import Box from '@mui/material/Box';
import { formatBudget } from '../../format';
import { Tone, toneColour } from '../Tone';

/** What is left of a budget as a bar. */
export function BudgetBar(props: {
  readonly remaining: number | null;
  readonly tone: Tone | undefined;
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
          remaining !== null && remaining <= 0
            ? toneColour('error')
            : 'action.hover',
      }}
    >
      <Box
        sx={{
          height: '100%',
          borderRadius: 4,
          width: `${share * 100}%`,
          bgcolor: toneColour(tone),
        }}
      />
    </Box>
  );
}
