import { z } from 'zod';
import { Rules } from './readFields';
import { availabilityRules, latencyRules, PRESETS } from './presetRules';
import { sloName } from './promiseRules';

const anything = z.unknown();

/** What SLOs of every preset have, without the labels that only some can be split by. */
const { preset, groupBy, ...common } = availabilityRules;

function presetRule<T extends string>(name: T, description: string) {
  return {
    schema: z.literal(name).meta({ description }),
    code: 'unknown-preset',
    expected: `a preset: ${PRESETS.join(', ')}`,
    known: PRESETS,
  };
}

function query(description: string, example: string) {
  return {
    schema: z
      .string()
      .min(1)
      .max(10_000)
      .regex(/^(?:[\n\t]|[^\p{Cc}\p{Cs}\p{Bidi_Control}])*$/u)
      .meta({ description, examples: [example] }),
    code: 'invalid-query',
    expected: 'PromQL, as a text without control and text direction characters',
  };
}

const { histogram, ...classicRules } = latencyRules;

/** Fields of an SLO of events that succeed in time. */
export const errorsAndLatencyRules = {
  ...classicRules,
  preset: presetRule(
    'errors-and-latency',
    'Share of events that neither fail nor take longer than a threshold, counted in the classic histogram of the service; its buckets must carry the label that tells failures.',
  ),
} satisfies Rules;

/** Fields of an SLO of a gauge that is 1 when something is well. */
export const probeRules = {
  preset: presetRule(
    'probe',
    'Share of samples of a gauge that are 1, such as those of up or probe_success.',
  ),
  ...common,
  metric: {
    schema: z
      .string()
      .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,199}$/)
      .meta({
        description: 'The gauge. Default: up.',
        examples: ['probe_success'],
      }),
    code: 'invalid-metric',
    expected: 'the name of a metric',
  },
  selector: { schema: anything, code: 'wrong-type', expected: 'an object' },
  groupBy,
} satisfies Rules;

/** Fields of an SLO of a value that is judged each minute. */
export const thresholdRules = {
  preset: presetRule(
    'threshold',
    'Share of minutes in which a value is as it should be.',
  ),
  ...common,
  query: query(
    'PromQL of the value; with several series all of them must be as they should.',
    'max(queue_depth{service="search-api"})',
  ),
  op: {
    schema: z
      .enum(['lt', 'lte', 'gt', 'gte'])
      .meta({ description: 'How a good value compares with the other.' }),
    code: 'unknown-op',
    expected: 'a comparison: lt, lte, gt, gte',
    known: ['lt', 'lte', 'gt', 'gte'],
  },
  value: {
    schema: z.number().meta({
      description: 'What the value is compared with.',
      examples: [100],
    }),
    code: 'invalid-value',
    expected: 'a number',
  },
} satisfies Rules;

/** Fields of an SLO of queries of the user's own. */
export const expressionRules = {
  preset: presetRule(
    'expression',
    'Share of good events by queries of your own: good or bad, and total; or a ratio alone. Sums of counters are counted exactly, anything else is evaluated as written.',
  ),
  ...common,
  good: query(
    'PromQL that counts good events.',
    'sum(rate(orders_total{service="search-api",state="done"}[5m]))',
  ),
  bad: query(
    'PromQL that counts bad events.',
    'sum(rate(orders_total{service="search-api",state="lost"}[5m]))',
  ),
  total: query(
    'PromQL that counts all events.',
    'sum(rate(orders_total{service="search-api"}[5m]))',
  ),
  ratio: query(
    'PromQL of a share of events between 0 and 1.',
    'cache_miss_ratio{service="search-api"}',
  ),
  of: {
    schema: z.enum(['good', 'bad']).meta({
      description: 'Of which events the ratio is the share. Default: good.',
    }),
    code: 'unknown-events',
    expected: 'good or bad',
    known: ['good', 'bad'],
  },
} satisfies Rules;

/** Fields of an SLO made of others. */
export const compositeRules = {
  preset: presetRule(
    'composite',
    'One figure of several SLOs of the service, by a formula.',
  ),
  ...common,
  formula: {
    schema: z.enum(['worst', 'weighted', 'sum']).meta({
      description:
        'worst takes the member with the highest error ratio of each minute, weighted the mean by weights, sum adds the events of all.',
    }),
    code: 'unknown-formula',
    expected: 'a formula: worst, weighted, sum',
    known: ['worst', 'weighted', 'sum'],
  },
  members: {
    schema: z.array(anything).min(2).max(20),
    code: 'invalid-members',
    expected: 'a list of 2 to 20 SLOs',
  },
} satisfies Rules;

/** Fields of a member of a composite. */
export const memberRules = {
  slo: {
    ...sloName,
    schema: sloName.schema.meta({
      description: 'Name of an SLO of the service.',
      examples: ['availability'],
    }),
  },
  weight: {
    schema: z
      .number()
      .gt(0)
      .max(1_000_000)
      .meta({
        description: 'How much it counts, for weighted. Default 1.',
        examples: [2],
      }),
    code: 'invalid-weight',
    expected: 'a number above 0',
  },
} satisfies Rules;

/** The fields of SLOs by their preset, and those that cannot be left out. */
export const PRESET_RULES = {
  availability: { rules: availabilityRules, required: ['target'] },
  latency: { rules: latencyRules, required: ['target', 'threshold'] },
  'errors-and-latency': {
    rules: errorsAndLatencyRules,
    required: ['target', 'threshold'],
  },
  probe: { rules: probeRules, required: ['target'] },
  threshold: {
    rules: thresholdRules,
    required: ['target', 'query', 'op', 'value'],
  },
  expression: { rules: expressionRules, required: ['target'] },
  composite: {
    rules: compositeRules,
    required: ['target', 'formula', 'members'],
  },
} as const satisfies Record<
  (typeof PRESETS)[number],
  { readonly rules: Rules; readonly required: readonly string[] }
>;
