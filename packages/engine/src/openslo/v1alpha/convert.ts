import { dnsLabel } from '../../dnsLabel';
import { printDuration } from '../duration';
import { OPENSLO_API_VERSION } from '../metadata';
import { Origins } from '../movedCursor';
import { OpenSloObjective } from '../objective';
import { OpenSloObject } from '../openSloObject';
import { DeepPartial } from '../readDocument';
import { OpenSloMetric, OpenSloSliSpec } from '../sli';
import { OpenSloTimeWindow } from '../timeWindow';
import {
  V1alphaMetric,
  V1alphaObject,
  V1alphaObjective,
  V1alphaSloSpec,
  V1alphaTimeWindow,
} from './shapes';

/** An object of v1, and from where in the other one its values came. */
export interface Converted {
  readonly value: DeepPartial<OpenSloObject>;
  readonly origins: Origins;
  /** Which objectives of the other one are its own. */
  readonly objectives: readonly number[];
}

const UNITS = {
  Day: 'd',
  Week: 'w',
  Month: 'M',
  Quarter: 'Q',
} as const;

/** v1alpha has slices without a length. */
export const ASSUMED_SLICE = '1m';

/**
 * The objects of v1 that say the same. v1alpha measures in each objective: where they measure different things, each
 * becomes an SLO of its own.
 */
export function convertV1alpha(
  object: DeepPartial<V1alphaObject>,
): readonly Converted[] {
  const { metadata } = object;
  const isSlo = object.kind === 'SLO';
  const head = {
    apiVersion: OPENSLO_API_VERSION,
    kind: isSlo ? ('SLO' as const) : ('Service' as const),
    metadata,
  };
  if (!isSlo) {
    const value = { ...head, spec: object.spec };
    return [
      { value: value as Converted['value'], origins: [], objectives: [] },
    ];
  }
  const spec = (object.spec ?? {}) as DeepPartial<V1alphaSloSpec>;
  const objectives = (spec.objectives ?? []).map((each, index) => ({
    each: each ?? {},
    index,
  }));
  const groups = byMetrics(objectives);
  return groups.map(group => convertSlo(head, spec, group, groups.length > 1));
}

interface Indexed {
  readonly each: DeepPartial<V1alphaObjective>;
  readonly index: number;
}

function byMetrics(objectives: readonly Indexed[]): readonly Indexed[][] {
  const groups = new Map<string, Indexed[]>();
  for (const objective of objectives) {
    const key = JSON.stringify(objective.each.ratioMetrics ?? null);
    groups.set(key, [...(groups.get(key) ?? []), objective]);
  }
  return groups.size === 0 ? [[]] : [...groups.values()];
}

function convertSlo(
  head: { readonly metadata?: DeepPartial<V1alphaObject['metadata']> },
  spec: DeepPartial<V1alphaSloSpec>,
  objectives: readonly Indexed[],
  several: boolean,
): Converted {
  const { description, service, budgetingMethod } = spec;
  const [first] = objectives;
  const name = head.metadata?.name;
  const own =
    several && name !== undefined
      ? dnsLabel(`${name}-${first.index + 1}`)
      : name;
  const indicator = indicatorOf(spec, first);
  const [window] = spec.timeWindows ?? [];
  const value = {
    ...head,
    metadata: { ...head.metadata, ...(own !== undefined && { name: own }) },
    spec: {
      ...(description !== undefined && { description }),
      ...(service !== undefined && { service }),
      ...(indicator && {
        indicator: {
          metadata: { name: own },
          spec: indicator,
        },
      }),
      ...(window && { timeWindow: [convertWindow(window)] }),
      ...(budgetingMethod && { budgetingMethod }),
      objectives: objectives.map(({ each }) =>
        convertObjective(each, budgetingMethod),
      ),
    },
  };
  return {
    value: value as Converted['value'],
    origins: originsOf(objectives),
    objectives: objectives.map(({ index }) => index),
  };
}

function originsOf(objectives: readonly Indexed[]): Origins {
  const at = ['spec', 'indicator', 'spec'];
  const index = objectives[0]?.index ?? 0;
  const ratio = ['spec', 'objectives', index, 'ratioMetrics'];
  const threshold = ['spec', 'indicator', 'thresholdMetric'];
  const metric = (from: readonly string[], to: readonly (string | number)[]) =>
    [
      [
        [...from, 'metricSource', 'spec', 'query'],
        [...to, 'query'],
      ],
      [
        [...from, 'metricSource', 'type'],
        [...to, 'source'],
      ],
      [from, to],
    ] as const;
  return [
    [
      ['spec', 'timeWindow', 0, 'duration'],
      ['spec', 'timeWindows', 0, 'count'],
    ],
    [
      ['spec', 'timeWindow'],
      ['spec', 'timeWindows'],
    ],
    ...metric([...at, 'ratioMetric', 'good'], [...ratio, 'good']),
    ...metric([...at, 'ratioMetric', 'total'], [...ratio, 'total']),
    [
      [...at, 'ratioMetric', 'counter'],
      [...ratio, 'incremental'],
    ],
    [[...at, 'ratioMetric'], ratio],
    ...metric([...at, 'thresholdMetric'], threshold),
    ...objectives.map(
      (each, position) =>
        [
          ['spec', 'objectives', position],
          ['spec', 'objectives', each.index],
        ] as const,
    ),
  ];
}

function indicatorOf(
  { indicator }: DeepPartial<V1alphaSloSpec>,
  first: Indexed | undefined,
): DeepPartial<OpenSloSliSpec> | undefined {
  const ratio = first?.each.ratioMetrics;
  if (ratio) {
    const { good, total, incremental } = ratio;
    return {
      ratioMetric: {
        ...(incremental !== undefined && { counter: incremental }),
        good: good && convertMetric(good),
        total: total && convertMetric(total),
      },
    };
  }
  const { thresholdMetric } = indicator ?? {};
  return thresholdMetric && { thresholdMetric: convertMetric(thresholdMetric) };
}

/** Nothing is made of a metric without a query, which has been told. */
function convertMetric({
  source,
  query,
}: DeepPartial<V1alphaMetric>): DeepPartial<OpenSloMetric> | undefined {
  return query === undefined
    ? undefined
    : {
        metricSource: {
          ...(source !== undefined && { type: source }),
          spec: { query },
        },
      };
}

function convertObjective(
  each: DeepPartial<V1alphaObjective>,
  method: V1alphaSloSpec['budgetingMethod'] | undefined,
): DeepPartial<OpenSloObjective> {
  const { ratioMetrics, op, value, timeSliceTarget, ...rest } = each;
  const isSliced = method === 'Timeslices';
  return {
    ...rest,
    ...(!ratioMetrics && op !== undefined && { op }),
    ...(!ratioMetrics && value !== undefined && { value }),
    ...(isSliced && {
      ...(timeSliceTarget !== undefined && { timeSliceTarget }),
      timeSliceWindow: ASSUMED_SLICE,
    }),
  };
}

function convertWindow(
  window: DeepPartial<V1alphaTimeWindow>,
): DeepPartial<OpenSloTimeWindow> {
  const { unit, count, isRolling, calendar } = window;
  return {
    ...(unit !== undefined &&
      count !== undefined && { duration: durationOf(unit, count) }),
    ...(isRolling !== undefined && { isRolling }),
    ...(calendar && { calendar }),
  };
}

/** Seconds that make no whole minutes stay invalid, which is told of them. */
function durationOf(unit: V1alphaTimeWindow['unit'], count: number): string {
  return unit === 'Second'
    ? printDuration(count * 1000)
    : `${count}${UNITS[unit]}`;
}
