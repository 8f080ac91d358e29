import {
  Provenance,
  Selector,
  Slo,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ServiceTechnology, SignalCandidate } from '../technologies';
import { formatPercent } from './formatPercent';
import { TierObjectives } from './tiers';

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;
const WINDOW: TimeWindow = {
  type: 'rolling',
  durationMs: WINDOW_DAYS * DAY_MS,
};

/** What the default SLOs of a service are made from. */
export interface DefaultSloOptions {
  readonly technology: ServiceTechnology;
  readonly candidate: SignalCandidate;
  readonly objectives: TierObjectives;
  /** Where the objectives came from. */
  readonly objectivesProvenance: Provenance;
  readonly serviceLabel: string;
  readonly service: string;
}

/** Availability, and latency where the technology has a histogram; with the provenance of each value by path. */
export function defaultSlos(options: DefaultSloOptions): {
  readonly slos: readonly Slo[];
  readonly provenance: Readonly<Record<string, Provenance>>;
} {
  const slos = [availability(options), ...latency(options)];
  const { technology, candidate, objectivesProvenance } = options;
  const signals: Provenance = {
    source: 'default',
    from: `signals of ${technology.type}: ${candidate.id}`,
  };
  const standard: Provenance = { source: 'default', from: 'defaults of SLOs' };
  const entries = slos.flatMap(({ name, sli }): [string, Provenance][] => [
    [`slos.${name}.objective`, objectivesProvenance],
    [`slos.${name}.window`, standard],
    [`slos.${name}.method`, standard],
    [`slos.${name}.noData`, standard],
    [`slos.${name}.sli`, signals],
    ...(sli.kind === 'latency'
      ? [
          [`slos.${name}.sli.thresholdMs`, objectivesProvenance] as [
            string,
            Provenance,
          ],
        ]
      : []),
  ]);
  return { slos, provenance: Object.fromEntries(entries) };
}

function availability(options: DefaultSloOptions): Slo {
  const { technology, candidate, objectives } = options;
  const total = selector(candidate.events.metric, options);
  const { availability: objective } = objectives;
  return {
    name: 'availability',
    displayName: 'Availability',
    description: `${formatPercent(objective)} of ${
      technology.noun
    } succeed over ${WINDOW_DAYS} days.`,
    objective,
    window: WINDOW,
    method: 'Occurrences',
    noData: 'ignore',
    sli: {
      kind: 'ratio',
      total,
      bad: {
        metric: total.metric,
        matchers: [...total.matchers, candidate.events.failed],
      },
      groupBy: [],
    },
  };
}

function formatThreshold(thresholdMs: number): string {
  return thresholdMs % 1000 === 0
    ? `${thresholdMs / 1000} s`
    : `${thresholdMs} ms`;
}

function latency(options: DefaultSloOptions): readonly Slo[] {
  const { technology, candidate, objectives } = options;
  if (candidate.latency === undefined) {
    return [];
  }
  const { bucket, count, unitMs } = candidate.latency;
  const { objective, thresholdMs } = objectives.latency;
  return [
    {
      name: 'latency',
      displayName: 'Latency',
      description: `${formatPercent(objective)} of ${
        technology.noun
      } take at most ${formatThreshold(thresholdMs)} over ${WINDOW_DAYS} days.`,
      objective,
      window: WINDOW,
      method: 'Occurrences',
      noData: 'ignore',
      sli: {
        kind: 'latency',
        bucket: selector(bucket, options),
        total: selector(count, options),
        thresholdMs,
        unitMs,
        groupBy: [],
      },
    },
  ];
}

function selector(metric: string, options: DefaultSloOptions): Selector {
  const { serviceLabel, service } = options;
  return {
    metric,
    matchers: [{ label: serviceLabel, op: '=', value: service }],
  };
}
