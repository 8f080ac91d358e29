import {
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { RESERVED_LABEL_NAMES } from '../labelNames';
import { SCOPE_NAME, SCOPE_NAME_RULE } from '../scopeName';
import { knownTypes } from '../serviceTypes';
import { knownTiers } from '../tiers';
import { FieldRule, Rules } from './readFields';
import { parseSlice, parseThreshold, parseWindow } from './units';

/** Names of SLOs: DNS labels, as they become names of objects elsewhere. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const TECHNOLOGY = /^[a-z0-9][a-z0-9-]{0,62}$/;
const CUSTOM_TYPE = /^x-[a-z0-9]([-a-z0-9]{0,59}[a-z0-9])?$/;

/** Which ready-made SLOs there are. */
export const PRESETS = [
  'availability',
  'latency',
  'errors-and-latency',
  'probe',
  'threshold',
  'expression',
  'composite',
] as const;

const anything = z.unknown();

/** The document's own fields. */
export const documentRules = {
  apiVersion: {
    schema: z.literal(SPEC_API_VERSION).meta({
      description: 'The version of the format.',
    }),
    code: 'unknown-version',
    expected: `${SPEC_API_VERSION}, the only version`,
    known: [SPEC_API_VERSION],
  },
  kind: {
    schema: z.literal(SPEC_KIND).meta({
      description: 'What the document is.',
    }),
    code: 'unknown-kind',
    expected: `${SPEC_KIND}, the only kind`,
    known: [SPEC_KIND],
  },
  metadata: {
    schema: anything,
    code: 'wrong-type',
    expected: 'an object',
  },
  spec: { schema: anything, code: 'wrong-type', expected: 'an object' },
} satisfies Rules;

/** Fields of `metadata`. */
export const metadataRules = {
  name: {
    schema: z
      .string()
      .min(1)
      .max(63)
      .meta({
        description: 'Name of the catalog entity that the spec belongs to.',
        examples: ['search-api'],
      }),
    code: 'invalid-name',
    expected:
      'the name of an entity: at most 63 letters, digits and . _ -, with a letter or digit at both ends',
  },
} satisfies Rules;

/** A share of events in per cent. */
export const target: FieldRule<number> = {
  schema: z
    .number()
    .gt(0)
    .lt(100)
    .meta({
      description:
        'Share of events that must be good, in per cent: above 0 and below 100.',
      examples: [99.9],
    }),
  code: 'invalid-target',
  expected: 'a percentage above 0 and below 100, written as a number like 99.9',
};

export const window: FieldRule<string> = {
  schema: z
    .string()
    .regex(/^[1-9][0-9]{0,5}[mhdw]$/)
    .refine(text => parseWindow(text) !== undefined)
    .meta({
      description:
        'Length of the rolling window in which the budget is counted: a number and one of m, h, d, w, between 1h and 366d. Default 30d.',
      examples: ['30d', '4w'],
    }),
  code: 'invalid-window',
  expected: 'a window between 1h and 366d, like 30d',
};

/** How long a slice of time is. */
const slice: FieldRule<string> = {
  schema: z
    .string()
    .regex(/^[1-9][0-9]{0,3}[mhd]$/)
    .refine(text => parseSlice(text) !== undefined)
    .meta({
      description:
        'Counts slices of time of this length in place of events: a number and one of m, h, d that a day can be cut into. With sliceTarget a slice is good or bad; without it each slice counts by its own share of good events, however much traffic it has.',
      examples: ['5m', '1h'],
    }),
  code: 'invalid-slice',
  expected: 'a length that a day can be cut into, like 5m or 1h',
};

/** A share of the events of a slice in per cent. */
const sliceTarget: FieldRule<number> = {
  schema: z
    .number()
    .gt(0)
    .lte(100)
    .meta({
      description:
        'Share of the events of a slice that makes it a good one, in per cent. The target is then the share of good slices.',
      examples: [95],
    }),
  code: 'invalid-slice-target',
  expected: 'a percentage above 0 and at most 100',
};

export const sloName: FieldRule<string> = {
  schema: z
    .string()
    .regex(DNS_LABEL)
    .meta({
      description:
        'Name of the SLO, by default that of its preset. Needed where a preset is used twice. Lower-case letters, digits and hyphens, at most 63.',
      examples: ['latency-slow'],
    }),
  code: 'invalid-slo-name',
  expected:
    'a name of at most 63 lower-case letters, digits and hyphens between them',
};

/** How long a good event takes at most. */
export const threshold: FieldRule<string> = {
  schema: z
    .string()
    .regex(/^[0-9]{1,9}(\.[0-9]{1,9})?(ms|s|m)$/)
    .refine(text => parseThreshold(text) !== undefined)
    .meta({
      description:
        'How long a good event takes at most: a number and one of ms, s, m. It must be a bucket bound of the histogram.',
      examples: ['500ms', '1s'],
    }),
  code: 'invalid-threshold',
  expected: 'a length of time with a unit, like 500ms or 1s',
};

/** Fields of an availability SLO. */
export const availabilityRules = {
  preset: {
    schema: z.literal('availability').meta({
      description: 'Share of events that do not fail.',
    }),
    code: 'unknown-preset',
    expected: `a preset: ${PRESETS.join(', ')}`,
    known: PRESETS,
  },
  name: sloName,
  target,
  window,
  slice,
  sliceTarget,
  noData: {
    schema: z.enum(['ignore', 'good', 'bad']).meta({
      description:
        'What minutes without data are for the budget. Default: ignore, which leaves them out.',
    }),
    code: 'unknown-no-data',
    expected: 'ignore, good or bad',
    known: ['ignore', 'good', 'bad'],
  },
  groupBy: {
    schema: z.array(anything).min(1).max(5),
    code: 'invalid-group-by',
    expected: 'a list of at most 5 labels',
  },
  alerts: { schema: anything, code: 'wrong-type', expected: 'an object' },
} satisfies Rules;

/** Fields of a latency SLO. */
export const latencyRules = {
  ...availabilityRules,
  preset: {
    ...availabilityRules.preset,
    schema: z.literal('latency').meta({
      description:
        'Share of events that are faster than a threshold, counted in the histogram of the service.',
    }),
  },
  histogram: {
    schema: z.enum(['classic', 'native']).meta({
      description:
        'Whether its buckets are series of their own or a native histogram. Default: classic.',
    }),
    code: 'unknown-histogram',
    expected: 'a kind of histogram: classic, native',
    known: ['classic', 'native'],
  },
  threshold,
} satisfies Rules;

/** Fields of a dependency. */
export const dependencyRules = {
  ref: {
    schema: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description:
          'Entity reference of the dependency; without kind it is a Resource, without namespace it is in that of the entity. An entry refines the dependency that the entity itself names.',
        examples: ['resource:default/search-index'],
      }),
    code: 'invalid-ref',
    expected: 'an entity reference',
  },
  name: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
      .meta({
        description:
          'Name of the dependency, by default that of its reference.',
        examples: ['search-index'],
      }),
    code: 'invalid-name',
    expected: 'a name of at most 63 letters, digits and . _ -',
  },
  technology: {
    schema: z
      .string()
      .regex(TECHNOLOGY)
      .meta({
        description: 'What it runs on, in lower case.',
        examples: ['postgresql', 'redis', 'elasticsearch'],
      }),
    code: 'invalid-technology',
    expected: 'a technology like postgresql or redis',
  },
  selector: {
    schema: anything,
    code: 'wrong-type',
    expected: 'an object',
  },
} satisfies Rules;

/** Fields of `spec`. */
export const specRules = {
  tier: {
    schema: z.enum(knownTiers as [string, ...string[]]).meta({
      description:
        'How much the service matters; decides the objectives of its default SLOs. tier-1 is critical, tier-2 and medium are standard, tier-3 is low.',
    }),
    code: 'unknown-tier',
    expected: `a tier: ${knownTiers.join(', ')}`,
    known: knownTiers,
  },
  type: {
    schema: z
      .union([
        z.enum(knownTypes as [string, ...string[]]),
        z.string().regex(CUSTOM_TYPE),
      ])
      .meta({
        description:
          'What kind of service it is; decides its signals. x-NAME is a type of your own, measured like an api.',
      }),
    code: 'unknown-type',
    expected: `a type: ${[...knownTypes, 'x-NAME'].join(', ')}`,
    known: knownTypes,
  },
  service: { schema: anything, code: 'wrong-type', expected: 'a text' },
  labels: { schema: anything, code: 'wrong-type', expected: 'an object' },
  alerts: { schema: anything, code: 'wrong-type', expected: 'an object' },
  dataSource: { schema: anything, code: 'wrong-type', expected: 'a text' },
  environments: {
    schema: z.array(anything).min(1).max(100),
    code: 'invalid-environments',
    expected: 'a list of environments',
  },
  slos: {
    schema: z.array(anything).max(100),
    code: 'invalid-slos',
    expected: 'a list of at most 100 SLOs',
  },
  exclusions: {
    schema: z.array(anything).max(50),
    code: 'invalid-exclusions',
    expected: 'a list of at most 50 exclusions',
  },
  paging: { schema: anything, code: 'wrong-type', expected: 'an object' },
  gate: { schema: anything, code: 'wrong-type', expected: 'an object' },
  runbook: { schema: anything, code: 'wrong-type', expected: 'an object' },
  dependencies: {
    schema: z.array(anything).max(500),
    code: 'invalid-dependencies',
    expected: 'a list of at most 500 dependencies',
  },
} satisfies Rules;

/** The name of an environment. */
export const environmentRule: FieldRule<string> = {
  schema: z
    .string()
    .regex(SCOPE_NAME)
    .meta({
      description: 'Name of the environment.',
      examples: ['production'],
    }),
  code: 'invalid-environment',
  expected: `an environment, which must be ${SCOPE_NAME_RULE}`,
};

/** The value of one label. */
export const labelValueRule: FieldRule<string> = {
  schema: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Bidi_Control}]*$/u),
  code: 'invalid-label-value',
  expected: 'a text of at most 200 characters on one line; numbers need quotes',
};

/** One label that an SLO is split by. */
export const groupLabelRule: FieldRule<string> = {
  schema: z
    .string()
    .regex(/^(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,127}$/)
    .refine(label => !RESERVED_LABEL_NAMES.includes(label)),
  code: 'invalid-group-by',
  expected: `a Prometheus label to split by, and none of ${RESERVED_LABEL_NAMES.join(
    ', ',
  )}`,
};
