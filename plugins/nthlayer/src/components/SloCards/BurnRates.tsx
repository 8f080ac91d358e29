import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatBurnRate, formatCount, formatDuration } from '../../format';
import { BurnLevel, burnLevel, BurnRateDto } from '../../views';

const HOUR = 3_600_000;
const SHOWN = [HOUR, 6 * HOUR, 72 * HOUR];

const LEVELS: Readonly<Record<BurnLevel, { color: string; text: string }>> = {
  none: { color: 'text.secondary', text: 'No data or no traffic.' },
  within: { color: 'success.main', text: 'Within what the objective allows.' },
  over: { color: 'text.primary', text: 'Faster than the objective allows.' },
  ticket: { color: 'warning.main', text: 'Fast enough for a ticket alert.' },
  page: { color: 'error.main', text: 'Fast enough to page.' },
};

/** How fast the budget burned over the last hour, six hours and three days. */
export function BurnRates({ status }: { readonly status: BudgetStatusDto }) {
  const shown = status.burn.filter(({ windowMs }) => SHOWN.includes(windowMs));
  return (
    <div>
      <Typography variant="caption" color="text.secondary">
        Burn rate
      </Typography>
      <Box sx={{ display: 'flex', gap: 3 }}>
        {shown.map(burn => (
          <Burn
            key={burn.windowMs}
            burn={burn}
            level={burnLevel(burn, status.window.lengthMs)}
          />
        ))}
      </Box>
    </div>
  );
}

function Burn(props: {
  readonly burn: BurnRateDto;
  readonly level: BurnLevel;
}) {
  const { windowMs, rate, sums } = props.burn;
  const { color, text } = LEVELS[props.level];
  const events = `${formatCount(sums.bad)} of ${formatCount(
    sums.total,
  )} events were bad.`;
  return (
    <Tooltip title={`${text} ${events}`}>
      <Box tabIndex={0} component="span" sx={{ whiteSpace: 'nowrap' }}>
        <Typography component="span" variant="body2" color="text.secondary">
          {formatDuration(windowMs)}{' '}
        </Typography>
        <Typography
          component="span"
          variant="body2"
          sx={{ color, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
        >
          {formatBurnRate(rate)}
        </Typography>
      </Box>
    </Tooltip>
  );
}
