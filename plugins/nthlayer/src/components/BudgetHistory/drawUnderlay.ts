import type uPlot from 'uplot';
import type { ChartColours } from './chartColours';
import type { Gap, HatchedArea } from './findGaps';

const HATCH_PX = 8;

/** Shades what is excluded, hatches what is unknown and marks the end of the budget. */
export function drawUnderlay(
  chart: uPlot,
  options: {
    readonly hatched: readonly HatchedArea[];
    readonly excluded: readonly Gap[];
    readonly colours: ChartColours;
  },
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const { unknown, partlyUnknown } = options.colours;
  ctx.fillStyle = options.colours.excluded;
  for (const { startMs, endMs } of options.excluded) {
    const from = chart.valToPos(startMs / 1000, 'x', true);
    const to = chart.valToPos(endMs / 1000, 'x', true);
    ctx.fillRect(from, bbox.top, Math.max(to - from, 1), bbox.height);
  }
  for (const { startMs, endMs, partly } of options.hatched) {
    const from = chart.valToPos(startMs / 1000, 'x', true);
    const to = chart.valToPos(endMs / 1000, 'x', true);
    hatch(chart, { from, to, colour: partly ? partlyUnknown : unknown });
  }
  const zero = chart.valToPos(0, 'y', true);
  ctx.strokeStyle = options.colours.zero;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, zero);
  ctx.lineTo(bbox.left + bbox.width, zero);
  ctx.stroke();
  ctx.restore();
}

function hatch(
  { ctx, bbox }: uPlot,
  area: { readonly from: number; readonly to: number; readonly colour: string },
): void {
  const { from, to, colour } = area;
  const step = HATCH_PX * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, bbox.top, Math.max(to - from, 1), bbox.height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (let x = from - bbox.height; x < to; x += step) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}
