import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import type {
  HistoryPointDto,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { useMemo, useRef, useState } from 'react';
import type { CountedNoun } from '../../views';
import { chartColours } from './chartColours';
import { chartData } from './chartData';
import { Hover } from './chartOptions';
import { ChartTooltip } from './ChartTooltip';
import { excludedAreas, hatchedAreas } from './findGaps';
import { summarize } from './summarize';
import { useUplot } from './useUplot';

/** The canvas needs these rules of uPlot's style sheet and no others. */
const CANVAS_RULES = {
  '& .u-wrap': { position: 'relative', userSelect: 'none' },
  '& .u-over, & .u-under': { position: 'absolute' },
  '& .u-under': { overflow: 'hidden' },
  '& canvas': {
    display: 'block',
    position: 'relative',
    width: '100%',
    height: '100%',
  },
  '& .u-axis, & .u-select, & .u-cursor-pt': { position: 'absolute' },
  '& .u-select, & .u-cursor-pt': { display: 'none' },
  '& .u-cursor-x': {
    position: 'absolute',
    left: 0,
    top: 0,
    height: '100%',
    borderRight: '1px dashed',
    borderColor: 'text.secondary',
    pointerEvents: 'none',
  },
  '& .u-cursor-x.u-off': { display: 'none' },
} as const;

/** Budget left as a falling line, bad events as bars, unknown time hatched, excluded time shaded. */
export default function BudgetChart(props: {
  readonly history: SloHistoryDto;
  readonly points: readonly HistoryPointDto[];
  readonly noun: CountedNoun;
}) {
  const { history, points, noun } = props;
  const { startMs, endMs, stepMs } = history;
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Hover>();
  const colours = useMemo(() => chartColours(theme), [theme]);
  const data = useMemo(() => chartData(points, stepMs), [points, stepMs]);
  const options = useMemo(() => {
    const hatched = hatchedAreas(points, stepMs);
    const excluded = excludedAreas(points, stepMs);
    return { colours, hatched, excluded, startMs, endMs, onHover: setHover };
  }, [points, stepMs, colours, startMs, endMs]);
  useUplot(container, { data, options });

  const point = hover && points[hover.index];
  return (
    <Box sx={{ position: 'relative' }}>
      <Box
        ref={container}
        role="img"
        aria-label={summarize(points, stepMs, noun.one)}
        sx={{ minHeight: 300, overflow: 'hidden', ...CANVAS_RULES }}
      />
      {point && (
        <ChartTooltip
          point={point}
          stepMs={stepMs}
          leftPx={hover.leftPx}
          chartWidthPx={container.current?.clientWidth ?? 0}
          noun={noun}
        />
      )}
    </Box>
  );
}
