import { z } from 'zod';
import { BudgetingMethod } from '@nthlayer/backstage-plugin-nthlayer-common';
import { FieldRule, Rules } from '../../spec/specFile/readFields';
import { OPENSLO_API_VERSION } from '../metadata';

/** Kinds of OpenSLO v1, and whether we read them. */
export const KINDS = {
  SLO: 'read',
  SLI: 'read',
  Service: 'read',
  DataSource: 'read',
  AlertPolicy: 'ignored',
  AlertCondition: 'ignored',
  AlertNotificationTarget: 'ignored',
} as const;

export type OpenSloKind = keyof typeof KINDS;

const kinds = Object.keys(KINDS) as [OpenSloKind, ...OpenSloKind[]];
const anything: FieldRule<unknown> = {
  schema: z.unknown(),
  code: 'wrong-type',
  expected: 'a value',
};
const name: FieldRule<string> = {
  schema: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
  code: 'invalid-name',
  expected:
    'a name of at most 63 lower-case letters, digits and hyphens between them',
};
const line: FieldRule<string> = {
  schema: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u),
  code: 'invalid-text',
  expected: 'a text of at most 200 characters on one line',
};
const description: FieldRule<string> = {
  schema: z
    .string()
    .max(1050)
    .regex(/^(?:[\n\t]|[^\p{Cc}\p{Bidi_Control}])*$/u),
  code: 'invalid-text',
  expected: 'a text of at most 1050 characters',
};
const bool: FieldRule<boolean> = {
  schema: z.boolean(),
  code: 'wrong-type',
  expected: 'true or false',
};

/** The fields that every object has. */
export const objectRules = {
  apiVersion: {
    schema: z.literal(OPENSLO_API_VERSION),
    code: 'unknown-version',
    expected: `${OPENSLO_API_VERSION}, the version that is read`,
    known: [OPENSLO_API_VERSION],
  },
  kind: {
    schema: z.enum(kinds),
    code: 'unknown-kind',
    expected: `a kind: ${kinds.join(', ')}`,
    known: kinds,
  },
  metadata: anything,
  spec: anything,
} satisfies Rules;

/** Fields of `metadata`. */
export const metadataRules = {
  name,
  displayName: line,
  labels: anything,
  annotations: anything,
} satisfies Rules;

/** Fields of the `spec` of kinds whose content we do not need. */
export const serviceRules = { description } satisfies Rules;

/** Fields of a DataSource. */
export const dataSourceRules = {
  description,
  type: line,
  connectionDetails: anything,
} satisfies Rules;

/** Fields of an SLI. */
export const sliRules = {
  description,
  thresholdMetric: anything,
  ratioMetric: anything,
} satisfies Rules;

/** Fields of an inline SLI. */
export const indicatorRules = {
  metadata: anything,
  spec: anything,
} satisfies Rules;

/** Fields of `ratioMetric`. */
export const ratioRules = {
  counter: bool,
  good: anything,
  bad: anything,
  total: anything,
  raw: anything,
  rawType: {
    schema: z.enum(['success', 'failure']),
    code: 'unknown-raw-type',
    expected: 'success or failure',
    known: ['success', 'failure'],
  },
} satisfies Rules;

/** Fields of `good`, `bad` and `total`. */
export const metricRules = { metricSource: anything } satisfies Rules;

/** Fields of `metricSource`. */
export const metricSourceRules = {
  metricSourceRef: name,
  type: line,
  spec: anything,
} satisfies Rules;

/** Fields of the `spec` of a Prometheus metric. */
export const queryRules = {
  query: {
    schema: z.string().min(1).max(32_768),
    code: 'invalid-query',
    expected: 'a query',
  },
} satisfies Rules;

const METHODS: readonly [BudgetingMethod, ...BudgetingMethod[]] = [
  'Occurrences',
  'Timeslices',
  'RatioTimeslices',
];

/** Fields of an SLO. */
export const sloRules = {
  description,
  service: line,
  indicator: anything,
  indicatorRef: name,
  timeWindow: {
    schema: z.array(z.unknown()),
    code: 'wrong-type',
    expected: 'a list of one window',
  },
  budgetingMethod: {
    schema: z.enum(METHODS),
    code: 'unknown-budgeting-method',
    expected: `a budgeting method: ${METHODS.join(', ')}`,
    known: METHODS,
  },
  objectives: {
    schema: z.array(z.unknown()).min(1).max(100),
    code: 'wrong-type',
    expected: 'a list of at least one objective',
  },
  alertPolicies: anything,
} satisfies Rules;

/** Fields of one window. */
export const timeWindowRules = {
  duration: {
    schema: z.string().regex(/^[1-9][0-9]{0,5}[mhdwMQY]$/),
    code: 'invalid-window',
    expected: 'a length of time: a number and one of m, h, d, w, M, Q, Y',
  },
  isRolling: bool,
  calendar: anything,
} satisfies Rules;

/** Fields of `calendar`. */
export const calendarRules = {
  startTime: line,
  timeZone: line,
} satisfies Rules;

const WITHOUT_TARGET =
  'The objective is left out, and the SLO with its only one.';

/** Fields of one objective. */
export const objectiveRules = {
  displayName: line,
  target: {
    schema: z.number().min(0).lt(1),
    code: 'invalid-target',
    expected:
      'a ratio of at least 0 and below 1; percentages are targetPercent',
    follows: WITHOUT_TARGET,
  },
  targetPercent: {
    schema: z.number().min(0).lt(100),
    code: 'invalid-target',
    expected: 'a percentage of at least 0 and below 100',
    follows: WITHOUT_TARGET,
  },
  op: anything,
  value: anything,
  timeSliceTarget: anything,
  timeSliceWindow: anything,
  indicator: anything,
  indicatorRef: anything,
  compositeWeight: anything,
} satisfies Rules;
