import {
  CounterSli,
  LatencySli,
  RatioSli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { binary, Expression, number } from '../../promql';
import { formatPercent } from '../../spec/formatPercent';
import { PanelModel, ThresholdStep } from './dashboardModel';
import {
  errorRatio,
  eventRate,
  latencyQuantile,
  printForGrafana,
} from './queries';

const COLUMNS = 24;
const STATS_A_LINE = 4;

/** An SLO whose events are counted by counters. */
export type CounterSlo = Slo & { readonly sli: CounterSli };

type RatioSlo = Slo & { readonly sli: RatioSli };
type LatencySlo = Slo & { readonly sli: LatencySli };

/** What the events of a service are called, and Grafana's unit for their rate. */
export interface Events {
  readonly noun: string;
  readonly rateUnit: string;
}

/** A header with one figure for each SLO, then errors, traffic and latency; without latency the burn rate. */
export function dashboardPanels(
  slos: readonly CounterSlo[],
  events: Events,
): readonly PanelModel[] {
  const ratio = slos.find(isRatio);
  const latency = slos.find(isLatency);
  const third = [
    ...(latency ? [latencyPanel(latency)] : []),
    ...(ratio && !latency ? [burnPanel(ratio)] : []),
  ];
  const graphs = [
    ...(ratio ? [errorPanel(ratio, events)] : []),
    ...slos.slice(0, 1).map(slo => trafficPanel(ratio ?? slo, events)),
    ...third,
  ];
  const width = COLUMNS / Math.min(slos.length, STATS_A_LINE);
  return [
    ...slos.map(slo => headerPanel(slo, Math.floor(width))),
    ...graphs.map(panel => ({ ...panel, width: COLUMNS / graphs.length })),
  ];
}

function isRatio(slo: CounterSlo): slo is RatioSlo {
  return slo.sli.kind === 'ratio';
}

function isLatency(slo: CounterSlo): slo is LatencySlo {
  return slo.sli.kind === 'latency';
}

function headerPanel(slo: CounterSlo, width: number): PanelModel {
  const common = {
    kind: 'stat',
    title: slo.displayName,
    description: `${slo.description} Shown is the newest value.`,
    width,
    height: 4,
  } as const;
  if (isLatency(slo)) {
    return {
      ...common,
      title: `${slo.displayName}, ${formatPercent(slo.objective)}`,
      unit: 's',
      thresholds: redFrom(slo.sli.thresholdMs / 1000),
      queries: [query(latencyQuantile(slo.sli, slo.objective), slo, 'latency')],
    };
  }
  const good = binary('-', number(1), errorRatio(slo.sli as RatioSli));
  return {
    ...common,
    unit: 'percentunit',
    decimals: 3,
    thresholds: [
      { from: null, color: 'red' },
      { from: slo.objective, color: 'green' },
    ],
    queries: [query(good, slo, 'good')],
  };
}

type Graph = Omit<PanelModel, 'width'>;

const graph = { kind: 'timeseries', height: 9, min: 0 } as const;

function errorPanel(slo: RatioSlo, { noun }: Events): Graph {
  return {
    ...graph,
    title: 'Error ratio',
    description: `Share of ${noun} that fail. The line is what the objective of ${formatPercent(
      slo.objective,
    )} allows on average.`,
    unit: 'percentunit',
    thresholds: redFrom(allowedErrors(slo)),
    queries: [query(errorRatio(slo.sli), slo, 'failed')],
  };
}

function trafficPanel(slo: CounterSlo, { noun, rateUnit }: Events): Graph {
  return {
    ...graph,
    title: `${noun.charAt(0).toUpperCase()}${noun.slice(1)} per second`,
    description: `All ${noun}, failed ones included. Without traffic no budget burns.`,
    unit: rateUnit,
    thresholds: [{ from: null, color: 'green' }],
    queries: [query(eventRate(slo.sli.total, slo.sli.groupBy), slo, 'all')],
  };
}

function latencyPanel(slo: LatencySlo): Graph {
  const share = formatPercent(slo.objective);
  return {
    ...graph,
    title: `Latency, ${share}`,
    description: `${share} finish within this time, estimated from the histogram. The line is the threshold of ${slo.sli.thresholdMs} ms.`,
    unit: 's',
    thresholds: redFrom(slo.sli.thresholdMs / 1000),
    queries: [query(latencyQuantile(slo.sli, slo.objective), slo, share)],
  };
}

function burnPanel(slo: RatioSlo): Graph {
  const burn = binary('/', errorRatio(slo.sli), number(allowedErrors(slo)));
  return {
    ...graph,
    title: 'Burn rate',
    description:
      'How fast the error budget burns. At 1, the line, it lasts exactly as long as the window of the SLO.',
    unit: 'short',
    thresholds: redFrom(1),
    queries: [query(burn, slo, 'burn rate')],
  };
}

function query(expression: Expression, slo: Slo, legend: string) {
  const groups = slo.sli.groupBy.map(label => `{{${label}}}`);
  return {
    expression: printForGrafana(expression),
    legend: [legend, ...groups].join(' '),
  };
}

function redFrom(from: number): readonly ThresholdStep[] {
  return [
    { from: null, color: 'green' },
    { from, color: 'red' },
  ];
}

/** 1 − objective without the noise of binary arithmetic, which the subtraction of near values makes loud. */
function allowedErrors({ objective }: Slo): number {
  return Number((1 - objective).toFixed(12));
}
