import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatSli } from '../../format';
import { toneColour } from '../Tone';

/** The SLI as the card's leading figure. */
export function SliFigure({ status }: { readonly status: BudgetStatusDto }) {
  const { sli, objective } = status;
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
      <Typography
        variant="h4"
        component="span"
        sx={{
          m: 0,
          fontVariantNumeric: 'tabular-nums',
          color:
            sli !== null && sli < objective ? toneColour('error') : undefined,
        }}
      >
        {formatSli(sli, objective)}
      </Typography>
      <Typography variant="body2" component="span" color="text.secondary">
        SLI
      </Typography>
    </Box>
  );
}
