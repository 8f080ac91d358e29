import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { formatCoverage, formatObjective } from '../../format';
import {
  countedNoun,
  groupText,
  labelText,
  SloRow,
  windowText,
} from '../../views';
import { BudgetMeter } from './BudgetMeter';
import { BurnRates } from './BurnRates';
import { ExcludedNote } from './ExcludedNote';
import { ForecastLine } from './ForecastLine';
import { MeasureNote } from './MeasureNote';
import { HistoryProgress } from './HistoryProgress';
import { SliFigure } from './SliFigure';
import { StateChip } from './StateChip';

/** One budget with its figures; the whole card selects it. */
export function SloCard(props: {
  readonly row: SloRow;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { row, selected, onSelect } = props;
  const { slo, labels, status } = row;
  const noun = countedNoun(slo);
  return (
    <Paper
      component="article"
      variant="outlined"
      aria-label={[slo.displayName, groupText(labels)]
        .filter(Boolean)
        .join(', ')}
      sx={{
        position: 'relative',
        p: 2.5,
        display: 'flex',
        flexDirection: 'column',
        gap: 1.75,
        borderColor: selected ? 'primary.main' : undefined,
        boxShadow: theme =>
          selected ? `0 0 0 1px ${theme.palette.primary.main}` : 'none',
        '&:hover': { borderColor: 'primary.main' },
        // Above the button that covers the card, so that they answer the pointer;
        // the button itself must stay unpositioned to cover the card.
        '& [tabindex]:not(button)': { position: 'relative', zIndex: 1 },
      }}
    >
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
        <div>
          <SelectButton {...{ selected, onSelect }} label={slo.displayName} />
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ mt: 0.25, mb: 0 }}
          >
            {formatObjective(slo.objective)} over{' '}
            {slo.period?.count === 1 && 'a '}
            {windowText(slo)}
          </Typography>
          <GroupLabels labels={labels} />
        </div>
        <StateChip slo={slo} status={status} />
      </Box>
      <Typography variant="body2" sx={{ m: 0 }}>
        {slo.description}
      </Typography>
      <MeasureNote slo={slo} />
      {status ? (
        <>
          <SliFigure status={status} />
          <BudgetMeter status={status} noun={noun} />
          <BurnRates status={status} noun={noun} />
          <ForecastLine status={status} />
        </>
      ) : (
        <Typography color="text.secondary" variant="body2">
          Not evaluated yet.
        </Typography>
      )}
      {status && status.coverage < 1 && (
        <Typography variant="caption" color="text.secondary">
          {formatCoverage(status.coverage)} of the window is known; the rest
          counts neither way.
        </Typography>
      )}
      {status && <ExcludedNote status={status} />}
      <HistoryProgress slo={slo} nowMs={status?.evaluatedAtMs ?? Date.now()} />
    </Paper>
  );
}

function SelectButton(props: {
  readonly label: string;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  return (
    <ButtonBase
      onClick={props.onSelect}
      aria-pressed={props.selected}
      disableRipple
      sx={{
        position: 'static',
        textAlign: 'left',
        typography: 'h6',
        m: 0,
        '&::after': { content: '""', position: 'absolute', inset: 0 },
        '&:focus-visible::after': {
          outline: '2px solid',
          outlineColor: 'primary.main',
          borderRadius: 1,
        },
      }}
    >
      {props.label}
    </ButtonBase>
  );
}

function GroupLabels(props: {
  readonly labels: Readonly<Record<string, string>>;
}) {
  return (
    <>
      {Object.entries(props.labels).map(([name, value]) => (
        <Chip
          key={name}
          size="small"
          variant="outlined"
          label={labelText(name, value)}
          sx={{ mt: 0.5, mb: 0 }}
        />
      ))}
    </>
  );
}
