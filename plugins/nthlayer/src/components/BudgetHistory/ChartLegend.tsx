import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { formatDuration } from '../../format';
import type { CountedNoun } from '../../views';
import { chartColours } from './chartColours';

/** What the line, the bars and the hatching mean. */
export function ChartLegend(props: {
  /** How much of the window is unknown. */
  readonly unknownMs: number;
  /** How much of it an exclusion takes out of the budget. */
  readonly excludedMs: number;
  readonly noun: CountedNoun;
}) {
  const { budget, bad, unknown, excluded } = chartColours(useTheme());
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2.5,
        rowGap: 0.5,
        typography: 'caption',
        color: 'text.secondary',
      }}
    >
      <Entry label="Budget left (left axis)" background={budget} height={3} />
      <Entry
        label={`Bad ${props.noun.many} (right axis)`}
        background={bad}
        height={10}
      />
      {props.unknownMs > 0 && (
        <Entry
          label={`Unknown: ${formatDuration(props.unknownMs)} without data`}
          background={`repeating-linear-gradient(-45deg, ${unknown} 0 1px, transparent 1px 5px)`}
          height={10}
        />
      )}
      {props.excludedMs > 0 && (
        <Entry
          label={`Excluded: ${formatDuration(props.excludedMs)}`}
          background={excluded}
          height={10}
        />
      )}
    </Box>
  );
}

function Entry(props: {
  readonly label: string;
  readonly background: string;
  readonly height: number;
}) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
      <Box
        sx={{ width: 18, height: props.height, background: props.background }}
      />
      {props.label}
    </Box>
  );
}
