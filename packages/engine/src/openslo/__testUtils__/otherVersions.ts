import fc from 'fast-check';
import { OpenSloMetadata } from '../metadata';
import { OpenSloObject } from '../openSloObject';
import { V1ALPHA } from '../v1alpha/shapes';
import { V2ALPHA } from '../v2alpha/convert';
import {
  calendar,
  description,
  finite,
  line,
  name,
  openSloObject,
  operator,
  ratio,
  record,
} from './arbitraries';

const metadata = record({ name, displayName: line }, 'name');
const letters = fc.constantFrom('prometheus', 'Datadog', 'promql');
// few, so that objectives often measure the same
const metric = fc.record({
  source: letters,
  queryType: letters,
  query: fc.constantFrom('a', 'b'),
});
const ratioMetrics = record(
  { good: metric, total: metric, incremental: fc.boolean() },
  'good',
  'total',
);
const window = fc.oneof(
  fc.record({ isRolling: fc.constant(true) }),
  fc.record({ isRolling: fc.constant(false), calendar }),
);
const length = fc.oneof(
  fc.record({
    unit: fc.constant('Second'),
    count: fc.integer({ min: 2, max: 90 }).map(minutes => minutes * 60),
  }),
  fc.record({
    unit: fc.constantFrom('Day', 'Week', 'Month', 'Quarter'),
    count: fc.integer({ min: 1, max: 90 }),
  }),
);
const timeWindows = fc
  .tuple(window, length)
  .map(([each, long]) => [{ ...long, ...each }]);

const v1alphaSlo = fc
  .tuple(
    fc.boolean(),
    fc.constantFrom('Occurrences', 'Timeslices'),
    metric,
    record({ description }),
    fc.record({ service: name, timeWindows }),
  )
  .chain(([isRatio, budgetingMethod, thresholdMetric, optional, base]) =>
    fc
      .array(
        record<Record<string, unknown>>(
          {
            displayName: line,
            value: finite,
            target: ratio,
            ...(isRatio ? { ratioMetrics } : { op: operator }),
            ...(budgetingMethod === 'Timeslices' && {
              timeSliceTarget: ratio.map(each => 1 - each),
            }),
          },
          'value',
          'target',
          ...(isRatio ? ['ratioMetrics'] : ['op']),
          ...(budgetingMethod === 'Timeslices' ? ['timeSliceTarget'] : []),
        ),
        // several of one threshold are allowed here, and in v1 not
        { minLength: 1, maxLength: isRatio ? 4 : 1 },
      )
      .map(objectives => ({
        ...optional,
        ...base,
        budgetingMethod,
        ...(!isRatio && { indicator: { thresholdMetric } }),
        objectives,
      })),
  );

const v1alphaOf = (kind: string, spec: fc.Arbitrary<unknown>) =>
  fc.record({
    apiVersion: fc.constant(V1ALPHA),
    kind: fc.constant(kind),
    metadata,
    spec,
  });

/** Objects of v1alpha that break no rule of either profile. */
export const v1alphaObject: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: v1alphaOf('SLO', v1alphaSlo), weight: 4 },
  v1alphaOf('Service', record({ description })),
);

const NAMES: Readonly<Record<string, string>> = {
  indicator: 'sli',
  indicatorRef: 'sliRef',
  service: 'serviceRef',
};

/** Objects of v2alpha that break no rule of either profile. */
export const v2alphaObject: fc.Arbitrary<unknown> = openSloObject.map(
  (object: OpenSloObject) => ({
    ...(toV2alpha(object) as object),
    apiVersion: V2ALPHA,
  }),
);

function toV2alpha(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toV2alpha);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('metricSource' in value) {
    const { metricSourceRef, type, spec } = value.metricSource as Record<
      string,
      unknown
    >;
    return metricSourceRef === undefined
      ? { dataSourceSpec: { type }, spec }
      : { dataSourceRef: metricSourceRef, spec };
  }
  const waits = 'lookbackWindow' in value && { alertAfter: '0m' };
  return Object.fromEntries(
    Object.entries({ ...waits, ...value }).map(([key, member]) => {
      switch (key) {
        case 'metadata':
          return [key, withoutText(member)];
        case 'connectionDetails':
          return [key, member];
        case 'duration':
        case 'timeSliceWindow':
        case 'lookbackWindow':
        case 'alertAfter':
          return [key, String(member).replace(/[MQY]$/, 'w')];
        default:
          return [NAMES[key] ?? key, toV2alpha(member)];
      }
    }),
  );
}

function withoutText(value: unknown) {
  const { displayName, labels, ...rest } = value as OpenSloMetadata;
  const keys = Object.keys(labels ?? {});
  return {
    ...rest,
    ...(labels && {
      labels: Object.fromEntries(keys.map(key => [key, 'a-value'])),
    }),
  };
}

const JUNK = [null, 3, -1, '1', '', 'x', true, [], {}, [{}], { bogus: 1 }];

/** The same with some of its values lost, exchanged or added, wherever they stand. */
export function broken(of: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), fc.constantFrom(undefined, ...JUNK));
  return fc
    .tuple(of, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) =>
      changes.reduce<unknown>((each, [at, junk]) => {
        const members = membersOf(each);
        return changed(each, members[at % members.length] ?? [], junk);
      }, value),
    );
}

type Path = readonly string[];

function membersOf(value: unknown, path: Path = []): readonly Path[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => [
        [...path, key],
        ...membersOf(member, [...path, key]),
      ])
    : [];
}

function changed(value: unknown, [key, ...rest]: Path, junk: unknown): unknown {
  if (key === undefined) {
    return junk;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? changed(item, rest, junk) : item,
    );
  }
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [key]: changed(members[key], rest, junk) };
}
