import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  formatBudget,
  formatCount,
  formatCoverage,
  formatTime,
} from '../../format';
import type { CountedNoun } from '../../views';
import { isUnknown } from './gridPoints';

const WIDTH_PX = 230;
/** Of the left axis, and to the pointer. */
const AXIS_PX = 56;
const GAP_PX = 16;

/** The figures of one point, beside the pointer and inside the chart. */
export function ChartTooltip(props: {
  readonly point: HistoryPointDto;
  readonly stepMs: number;
  readonly leftPx: number;
  readonly chartWidthPx: number;
  readonly noun: CountedNoun;
}) {
  const { point, stepMs, leftPx, chartWidthPx, noun } = props;
  const { excluded = 0 } = point;
  const pointerPx = AXIS_PX + leftPx;
  const rightPx = pointerPx + GAP_PX;
  const fitsRight = rightPx + WIDTH_PX <= chartWidthPx;
  return (
    <Paper
      elevation={4}
      aria-hidden
      sx={{
        position: 'absolute',
        top: 8,
        left: fitsRight ? rightPx : Math.max(0, pointerPx - GAP_PX - WIDTH_PX),
        width: WIDTH_PX,
        px: 1.5,
        py: 1,
        pointerEvents: 'none',
        zIndex: 2,
        typography: 'caption',
      }}
    >
      <Box sx={{ fontWeight: 600 }}>
        {formatTime(point.startMs)} – {formatTime(point.startMs + stepMs)}
      </Box>
      {isUnknown(point) && excluded < 1 && <div>No data: unknown</div>}
      {excluded === 1 && <div>Excluded: nothing of it counts</div>}
      {!isUnknown(point) && excluded < 1 && (
        <>
          <div>Budget left {formatBudget(point.remaining)}</div>
          <div>
            {formatCount(point.bad)} bad of {formatCount(point.total)}{' '}
            {noun.many}
          </div>
          {(point.peak ?? 0) > 0 && (
            <div>At its worst {formatCoverage(point.peak ?? 0)} were bad</div>
          )}
          {point.coverage < 1 && (
            <div>{formatCoverage(point.coverage)} of it is known</div>
          )}
        </>
      )}
      {excluded > 0 && excluded < 1 && (
        <div>{formatCoverage(excluded)} of it is excluded</div>
      )}
    </Paper>
  );
}
