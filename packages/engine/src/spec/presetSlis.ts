import {
  CompositeSli,
  Diagnostic,
  LatencySli,
  Matcher,
  Selector,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { queriesSli } from '../openslo/read/queriesSli';
import { readThresholdQuery } from '../openslo/read/thresholdSli';
import { ServiceTechnology, SignalCandidate } from '../technologies';
import { formatThreshold } from './formatLength';
import { Preset } from './presets';
import { IndicatorEntry } from './specFile/specFields';

/** What ready-made SLOs are made from. */
export interface PresetSloOptions {
  readonly technology: ServiceTechnology;
  readonly candidate: SignalCandidate;
  readonly presets: readonly Preset[];
  readonly serviceLabel: string;
  readonly service: string;
}

/** What an SLO measures, and what it promises, in words that follow its percentage. */
export interface PresetSli {
  /** Absent where it cannot be measured. */
  readonly sli?: Sli;
  readonly promise: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The SLI of a preset. */
export function sliOf(preset: Preset, options: PresetSloOptions): PresetSli {
  const { technology } = options;
  switch (preset.preset) {
    case 'availability':
      return {
        sli: availability(preset, options),
        promise: `of ${technology.noun} succeed`,
        diagnostics: [],
      };
    case 'latency':
    case 'errors-and-latency':
      return duration(preset, options);
    default:
      return preset.indicator === undefined
        ? { promise: '', diagnostics: [] }
        : writtenSli(preset, preset.indicator, options);
  }
}

function availability(preset: Preset, options: PresetSloOptions): Sli {
  const { events } = options.candidate;
  const total = selector(events.metric, options);
  return {
    kind: 'ratio',
    total,
    bad: {
      metric: total.metric,
      matchers: [...total.matchers, events.failed],
    },
    groupBy: preset.groupBy?.value ?? [],
  };
}

function duration(preset: Preset, options: PresetSloOptions): PresetSli {
  const { technology, candidate } = options;
  const thresholdMs = preset.thresholdMs.value;
  const isBoth = preset.preset === 'errors-and-latency';
  const promise = `of ${technology.noun} ${
    isBoth ? 'succeed and take' : 'take'
  } at most ${formatThreshold(thresholdMs)}`;
  if (candidate.latency === undefined) {
    return { promise, diagnostics: [] };
  }
  const { bucket, count, unitMs } = candidate.latency;
  const common = {
    thresholdMs,
    unitMs,
    groupBy: preset.groupBy?.value ?? [],
  };
  if (preset.native?.value) {
    const histogram = selector(bucket.replace(/_bucket$/, ''), options);
    return {
      sli: { kind: 'native-latency', histogram, ...common },
      promise,
      diagnostics: [],
    };
  }
  const good = selector(bucket, options);
  const sli: LatencySli = {
    kind: 'latency',
    bucket: isBoth
      ? {
          metric: good.metric,
          matchers: [...good.matchers, opposite(candidate.events.failed)],
        }
      : good,
    total: selector(count, options),
    ...common,
  };
  return { sli, promise, diagnostics: [] };
}

const OPPOSITES: Readonly<Record<Matcher['op'], Matcher['op']>> = {
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
};

function opposite({ label, op, value }: Matcher): Matcher {
  return { label, op: OPPOSITES[op], value };
}

function writtenSli(
  preset: Preset,
  indicator: IndicatorEntry,
  options: PresetSloOptions,
): PresetSli {
  switch (indicator.kind) {
    case 'probe':
      return {
        sli: {
          kind: 'probe',
          up: probed(indicator, options),
          groupBy: preset.groupBy?.value ?? [],
        },
        promise: 'of probes succeed',
        diagnostics: [],
      };
    case 'threshold': {
      const { op, value, query } = indicator;
      const { expression, diagnostics } = readThresholdQuery(query);
      return {
        ...(expression !== undefined && {
          sli: { kind: 'threshold', expression, op, value, groupBy: [] },
        }),
        promise: `of minutes are ${WORDS[op]} ${value}`,
        diagnostics,
      };
    }
    case 'expression':
      return {
        promise: 'of events are good',
        ...queriesSli(indicator.queries, options.serviceLabel),
      };
    case 'composite':
      return {
        sli: composite(indicator),
        promise: `${FORMULAS[indicator.formula]} ${namesOf(indicator.members)}`,
        diagnostics: [],
      };
    default:
      return indicator satisfies never;
  }
}

const FORMULAS = {
  sum: 'of the events are good of',
  worst: 'by the worst of',
  weighted: 'by the weighted mean of',
} as const;

function namesOf(members: readonly { readonly slo: string }[]): string {
  const names = members.map(({ slo }) => slo);
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    : names.join();
}

const WORDS = {
  lt: 'below',
  lte: 'at most',
  gt: 'above',
  gte: 'at least',
} as const;

function probed(
  { metric, selector: own }: Extract<IndicatorEntry, { kind: 'probe' }>,
  options: PresetSloOptions,
): Selector {
  return own === undefined
    ? selector(metric, options)
    : {
        metric,
        matchers: Object.entries(own).map(([label, value]) => ({
          label,
          op: '=',
          value,
        })),
      };
}

function composite({
  formula,
  members,
}: Extract<IndicatorEntry, { kind: 'composite' }>): CompositeSli {
  return {
    kind: 'composite',
    formula,
    members: members.map(({ slo, weight }) => ({ slo, weight })),
    groupBy: [],
  };
}

function selector(metric: string, options: PresetSloOptions): Selector {
  const { serviceLabel, service } = options;
  return {
    metric,
    matchers: [{ label: serviceLabel, op: '=', value: service }],
  };
}
