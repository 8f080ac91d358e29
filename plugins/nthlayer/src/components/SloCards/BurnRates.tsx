import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatBurnRate, formatCount, formatDuration } from '../../format';
import type { BurnRateDto, CountedNoun } from '../../views';
import { toneColour } from '../Tone';

const HOUR = 3_600_000;
const SHOWN = [HOUR, 6 * HOUR, 72 * HOUR];

type Level = BurnRateDto['level'];

const COLOURS = {
  none: toneColour(undefined),
  within: toneColour('success'),
  over: 'text.primary',
  ticket: toneColour('warning'),
  page: toneColour('error'),
} as const satisfies Record<Level, unknown>;

const ARROWS = { rising: '↗', falling: '↘', steady: '→' } as const;

/** How fast the budget burned over the last hour, six hours and three days. */
export function BurnRates(props: {
  readonly status: BudgetStatusDto;
  readonly noun: CountedNoun;
}) {
  const { status, noun } = props;
  const shown = status.burn.filter(({ windowMs }) => SHOWN.includes(windowMs));
  return (
    <div>
      <Typography variant="caption" color="text.secondary">
        Burn rate
      </Typography>
      <Trend trend={status.trend} />
      <Box sx={{ display: 'flex', gap: 3 }}>
        {shown.map(burn => (
          <Burn key={burn.windowMs} burn={burn} noun={noun} />
        ))}
      </Box>
    </div>
  );
}

/** Its words are for everyone; the arrow is for those who skim. */
function Trend({ trend }: { readonly trend: BudgetStatusDto['trend'] }) {
  return trend === 'unknown' ? null : (
    <Typography variant="caption" color="text.secondary">
      {' '}
      <span aria-hidden>{ARROWS[trend]}</span> {trend}
    </Typography>
  );
}

function Burn(props: {
  readonly burn: BurnRateDto;
  readonly noun: CountedNoun;
}) {
  const { windowMs, rate, level, sums } = props.burn;
  const events = `${formatCount(sums.bad)} of ${formatCount(sums.total)} ${
    props.noun.many
  } were bad.`;
  return (
    <Tooltip describeChild title={`${levelText(level, windowMs)} ${events}`}>
      <Box tabIndex={0} component="span" sx={{ whiteSpace: 'nowrap' }}>
        <Typography component="span" variant="body2" color="text.secondary">
          {formatDuration(windowMs)}{' '}
        </Typography>
        <Typography
          component="span"
          variant="body2"
          sx={{
            color: COLOURS[level],
            fontWeight: 600,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {formatBurnRate(rate)}
        </Typography>
      </Box>
    </Tooltip>
  );
}

/** An alert looks at more than this rate, so no text says that one fires. */
function levelText(level: Level, windowMs: number): string {
  switch (level) {
    case 'none':
      return 'No data or no traffic.';
    case 'within':
      return 'Within what the objective allows.';
    case 'over':
      return 'Faster than the objective allows.';
    default:
      return `At this rate over ${formatDuration(windowMs)} the ${
        level === 'page' ? 'paging' : 'ticket'
      } share of the budget is spent.`;
  }
}
