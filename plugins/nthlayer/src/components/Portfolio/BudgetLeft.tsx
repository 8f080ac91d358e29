import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PortfolioItemDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatBudget } from '../../format';
import { BudgetBar, budgetTone } from '../SloCards';
import { toneColour } from '../Tone';

/** The SLO that decides for a service, and what is left of its budget. */
export function BudgetLeft(props: { readonly item: PortfolioItemDto }) {
  const { worst, state, stale } = props.item;
  if (!worst) {
    return (
      <Typography variant="body2" color="text.secondary" sx={{ m: 0 }}>
        Not evaluated yet
      </Typography>
    );
  }
  const { remaining } = worst;
  const uncertain = stale || state === 'unknown';
  const tone = budgetTone({ remaining, stale: uncertain });
  return (
    <Box sx={{ minWidth: 150 }}>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          gap: 2,
          mb: 0.5,
          whiteSpace: 'nowrap',
        }}
      >
        <span>{worst.slo}</span>
        <Box component="span" sx={{ color: toneColour(tone) }}>
          {formatBudget(remaining)}
        </Box>
      </Box>
      <BudgetBar remaining={remaining} tone={tone} />
    </Box>
  );
}
