import { z } from 'zod';
import {
  slice,
  sliceTarget,
  sloName,
  target,
  threshold,
  window,
} from './promiseRules';
import { Rules } from './readFields';

const anything = z.unknown();

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
