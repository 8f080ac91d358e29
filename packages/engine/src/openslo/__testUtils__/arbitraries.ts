import fc from 'fast-check';
import { OpenSloMetadata, OPENSLO_API_VERSION } from '../metadata';
import { OpenSloObject } from '../openSloObject';
import { OpenSloMetric, OpenSloSliSpec } from '../sli';

const plain = (text: string) => !/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u.test(text);

export const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
export const line = fc.string({ unit: 'binary', maxLength: 30 }).filter(plain);
const word = line.filter(text => text !== '');
export const description = fc
  .array(line, { maxLength: 3 })
  .map(lines => lines.join('\n'));
const key = fc.stringMatching(
  /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,20}[a-zA-Z0-9])?$/,
);
const annotationKey = fc.oneof(
  key,
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,5}(\.[a-z]{1,5}){0,2}$/), key)
    .map(parts => parts.join('/')),
);
const duration = fc
  .tuple(
    fc.integer({ min: 1, max: 500 }),
    fc.constantFrom('m', 'h', 'd', 'w', 'M', 'Q', 'Y'),
  )
  .map(([count, unit]) => `${count}${unit}`)
  .filter(text => text !== '1m');
export const finite = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map(value => value + 0);
export const ratio = fc
  .integer({ min: 0, max: 999_999 })
  .map(digits => Number(`${digits}e-6`));
export const operator = fc.constantFrom('lte', 'gte', 'lt', 'gt');

/** A record whose named keys are always there, and the others sometimes. */
export function record<T>(
  keys: { [K in keyof T]: fc.Arbitrary<T[K]> },
  ...requiredKeys: (keyof T)[]
) {
  return fc.record(keys, { requiredKeys });
}

const metadata = record<OpenSloMetadata>(
  {
    name,
    displayName: line,
    labels: fc.dictionary(
      key,
      fc.oneof(line, fc.array(line, { maxLength: 2 })),
      {
        maxKeys: 3,
      },
    ),
    annotations: fc.dictionary(annotationKey, line, { maxKeys: 3 }),
  },
  'name',
) as fc.Arbitrary<OpenSloMetadata>;

const anything = fc.oneof(line, finite, fc.boolean(), fc.array(line));
const fields = fc
  .tuple(
    fc.constant('query'),
    fc.dictionary(key, anything, { maxKeys: 2 }),
    line,
  )
  .map(([query, more, text]) => ({ ...more, [query]: text }));
const metric: fc.Arbitrary<OpenSloMetric> = fc
  .oneof(
    fc.record({ metricSourceRef: name, spec: fields }),
    fc.record({ type: word, spec: fields }),
    fc.record({ metricSourceRef: name, type: word, spec: fields }),
  )
  .map(metricSource => ({ metricSource }));

const threshold = fc.record({ thresholdMetric: metric });
const ratioMetric = fc.record({
  ratioMetric: fc.oneof(
    fc.record({ counter: fc.boolean(), good: metric, total: metric }),
    fc.record({ bad: metric, total: metric }),
    fc.record({
      rawType: fc.constantFrom('success' as const, 'failure' as const),
      raw: metric,
    }),
  ),
});
const sliSpec: fc.Arbitrary<OpenSloSliSpec> = fc
  .tuple(fc.oneof(threshold, ratioMetric), description)
  .map(([spec, text]) => ({ ...spec, description: text }));

export const calendar = fc.record({
  startTime: fc
    .date({
      min: new Date('1990-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    })
    .map(date => date.toISOString().slice(0, 19).replace('T', ' ')),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
});
const timeWindow = fc.oneof(
  fc.record({ duration, isRolling: fc.constant(true) }),
  fc.record({ duration, isRolling: fc.constant(false), calendar }),
);

const condition = fc.record({
  severity: word,
  condition: record(
    {
      kind: fc.constant('burnrate'),
      op: fc.constantFrom('gt', 'gte'),
      threshold: finite,
      lookbackWindow: duration,
      alertAfter: fc.oneof(duration, fc.constant('0m')),
    },
    'kind',
    'op',
    'threshold',
    'lookbackWindow',
  ),
});
const target = fc.record({ description, target: word });
const inline = <T>(kind: string, spec: fc.Arbitrary<T>) =>
  fc.record({ kind: fc.constant(kind), metadata, spec });
const policy = record(
  {
    description,
    alertWhenNoData: fc.boolean(),
    alertWhenBreaching: fc.boolean(),
    conditions: fc
      .oneof(
        fc.record({ conditionRef: name }),
        inline('AlertCondition', condition),
      )
      .map(each => [each]),
    notificationTargets: fc.array(
      fc.oneof(
        fc.record({ targetRef: name }),
        inline('AlertNotificationTarget', target),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  'conditions',
  'notificationTargets',
);

const slices = {
  Occurrences: fc.constant({}),
  Timeslices: fc.record({
    timeSliceTarget: ratio.map(each => 1 - each),
    timeSliceWindow: duration,
  }),
  RatioTimeslices: fc.record({ timeSliceWindow: duration }),
};
const goal = fc.oneof(
  fc.record({ target: ratio }),
  fc.record({ targetPercent: ratio }),
);

/** What is measured, and what each objective says of it. */
const measured = fc.oneof(
  fc.tuple(
    fc.record({ indicator: fc.record({ metadata, spec: threshold }) }),
    fc.record({ op: operator, value: finite }).map(each => [each]),
  ),
  fc.tuple(
    fc.record({ indicator: fc.record({ metadata, spec: ratioMetric }) }),
    fc.array(record({ displayName: line }), { minLength: 1, maxLength: 3 }),
  ),
  fc.tuple(
    fc.record({ indicatorRef: name }),
    fc.array(record({ op: operator, value: finite }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  fc.tuple(
    fc.constant({}),
    fc.array(
      record(
        { indicatorRef: name, compositeWeight: fc.constant(2) },
        'indicatorRef',
      ),
      { minLength: 1, maxLength: 3 },
    ),
  ),
);
const sloSpec = fc
  .constantFrom('Occurrences', 'Timeslices', 'RatioTimeslices')
  .chain(method =>
    fc
      .tuple(
        measured,
        slices[method as keyof typeof slices] as fc.Arbitrary<object>,
        goal,
        record({
          description,
          alertPolicies: fc.array(
            fc.oneof(
              fc.record({ alertPolicyRef: name }),
              inline('AlertPolicy', policy),
            ),
            { maxLength: 2 },
          ),
        }),
        fc.record({
          service: name,
          timeWindow: timeWindow.map(each => [each]),
        }),
      )
      .map(([[indicator, objectives], slice, aim, optional, base]) => ({
        ...optional,
        ...base,
        ...indicator,
        budgetingMethod: method,
        objectives: objectives.map((each: object) => ({
          ...each,
          ...slice,
          ...aim,
        })),
      })),
  );

const objectOf = (kind: string, spec: fc.Arbitrary<unknown>) =>
  fc.record({
    apiVersion: fc.constant(OPENSLO_API_VERSION),
    kind: fc.constant(kind),
    metadata,
    spec,
  });

/** Objects of every kind that break no rule of either profile. */
export const openSloObject = fc.oneof(
  { arbitrary: objectOf('SLO', sloSpec), weight: 3 },
  objectOf('SLI', sliSpec),
  objectOf('Service', record({ description })),
  objectOf(
    'DataSource',
    fc.record({
      type: word,
      connectionDetails: fc.oneof(
        line,
        fc.dictionary(key, anything, { minKeys: 1, maxKeys: 2 }),
      ),
    }),
  ),
  objectOf('AlertPolicy', policy),
  objectOf('AlertCondition', condition),
  objectOf('AlertNotificationTarget', target),
) as fc.Arbitrary<OpenSloObject>;
