import uPlot from 'uplot';
import { formatCount, formatTick } from '../../format';
import type { ChartColours } from './chartColours';
import { drawUnderlay } from './drawUnderlay';
import type { Gap, HatchedArea } from './findGaps';

/** Bars take the lower third, so that they stay apart from the line. */
const BAR_HEADROOM = 3;

export interface ChartOptions {
  readonly colours: ChartColours;
  readonly hatched: readonly HatchedArea[];
  readonly excluded: readonly Gap[];
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  readonly onHover: (hover: Hover | undefined) => void;
}

/** Which point the pointer is at, and where that is in the plot. */
export interface Hover {
  readonly index: number;
  readonly leftPx: number;
  readonly topPx: number;
}

export function chartOptions(
  options: ChartOptions,
  size: { readonly width: number; readonly height: number },
): uPlot.Options {
  const { colours, hatched, excluded, startMs, endMs } = options;
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: () => [startMs / 1000, endMs / 1000] },
      y: { range: (_chart, min) => budgetRange(min) },
      bad: {
        range: (_chart, _min, max) => [0, Math.max(max ?? 0, 1) * BAR_HEADROOM],
      },
    },
    axes: axes(colours),
    series: series(colours),
    hooks: {
      drawClear: [chart => drawUnderlay(chart, { hatched, excluded, colours })],
      setCursor: [chart => options.onHover(hoverOf(chart))],
    },
  };
}

/** From 100 % down to nothing, or to the next step below the worst overspending. */
export function budgetRange(min: number | null): [number, number] {
  if (min === null || min >= 0) {
    return [0, 100];
  }
  const step = min > -100 ? 25 : 100;
  return [Math.floor(min / step) * step, 100];
}

function axes(colours: ChartColours): uPlot.Axis[] {
  const common = {
    stroke: colours.text,
    font: colours.font,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
  };
  return [
    { ...common, size: 36, values: TIME_VALUES },
    {
      ...common,
      scale: 'y',
      size: 56,
      values: (_chart, values) => values.map(value => formatTick(value)),
    },
    {
      ...common,
      scale: 'bad',
      side: 1,
      size: 64,
      grid: { show: false },
      values: barValues,
    },
  ];
}

/** Day and month as the rest of the tab writes them. */
const TIME_VALUES: uPlot.Axis.Values = [
  [86_400, '{D} {MMM}', null, null, null, null, null, null, 1],
  [3_600, '{HH}:{mm}', '\n{D} {MMM}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM}', null, null, null, null, null, 1],
];

/** Only the part of the scale that bars can reach, and whole events only. */
function barValues(chart: uPlot, values: number[]): string[] {
  const top = (chart.scales.bad.max ?? 0) / BAR_HEADROOM;
  return values.map(value =>
    value <= top * 1.05 && Number.isInteger(value) ? formatCount(value) : '',
  );
}

/** The line is drawn over the bars. */
function series(colours: ChartColours): uPlot.Series[] {
  return [
    {},
    {
      label: 'Bad events',
      scale: 'bad',
      stroke: colours.bad,
      fill: colours.bad,
      width: 0,
      paths: uPlot.paths.bars?.({ size: [0.9, 40, 2], align: -1 }),
      points: { show: false },
    },
    {
      label: 'Budget left',
      scale: 'y',
      stroke: colours.budget,
      fill: colours.budgetFill,
      width: 2,
      spanGaps: false,
      points: { show: false },
    },
  ];
}

function hoverOf(chart: uPlot): Hover | undefined {
  const { idx, left, top } = chart.cursor;
  if (typeof idx !== 'number' || left === undefined || left < 0) {
    return undefined;
  }
  return { index: idx, leftPx: left, topPx: top ?? 0 };
}
