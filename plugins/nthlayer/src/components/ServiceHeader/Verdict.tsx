import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatBudget } from '../../format';
import type { SloRow } from '../../views';
import { StateChip } from '../SloCards';

/** The worst budget, which decides for the service. */
export function Verdict(props: {
  readonly worst: SloRow;
  readonly count: number;
}) {
  const { slo, status } = props.worst;
  const left =
    status && status.remaining !== null
      ? `: ${formatBudget(status.remaining)} of its budget left`
      : '';
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}
    >
      <StateChip slo={slo} status={status} />
      {left && (
        <Typography variant="body2" component="span" color="text.secondary">
          {props.count > 1 ? 'Worst SLO is ' : ''}
          {slo.displayName}
          {left}
        </Typography>
      )}
    </Box>
  );
}
