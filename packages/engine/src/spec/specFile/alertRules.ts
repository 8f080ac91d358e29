import {
  ALERT_LEVELS,
  AlertLevel,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { FieldRule, Rules } from './readFields';
import { ALERT_WINDOW_PATTERN } from './units';

const anything = z.unknown();

/** Fewest and most per cent of a threshold, and how far two of them are apart at least. */
const THRESHOLDS = { from: 10, to: 100, apart: 5 } as const;

/** Fields of `alerts`. */
export const alertsRules = {
  disabled: {
    schema: z.array(anything).max(100),
    code: 'wrong-type',
    expected: 'a list of alert levels',
  },
  burn: { schema: anything, code: 'wrong-type', expected: 'an object' },
  minBadEvents: {
    schema: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .meta({
        description:
          'Fewest bad events in the long window for an alert that pages, so that one failure of a quiet service wakes nobody. Default 3.',
        examples: [10],
      }),
    code: 'invalid-min-bad-events',
    expected: 'a whole number of events from 0 to 1000000',
  },
  thresholds: {
    schema: z
      .array(z.number().int().min(THRESHOLDS.from).max(THRESHOLDS.to))
      .max(10)
      .refine(isSpaced)
      .meta({
        description: `Spent per cent of the budget that are told, in place of 75, 85 and 95: whole numbers from ${THRESHOLDS.from} to ${THRESHOLDS.to}, ascending, ${THRESHOLDS.apart} apart at least. An empty list tells none.`,
        examples: [[50, 80, 100]],
      }),
    code: 'invalid-budget-thresholds',
    expected: `a list of whole per cents from ${THRESHOLDS.from} to ${THRESHOLDS.to}, ascending and at least ${THRESHOLDS.apart} apart`,
  },
} satisfies Rules;

function isSpaced(percents: readonly number[]): boolean {
  return percents.every(
    (percent, index) =>
      index === 0 || percent >= percents[index - 1] + THRESHOLDS.apart,
  );
}

/** One alert that is switched off. */
export const alertLevelRule: FieldRule<AlertLevel> = {
  schema: z.enum(ALERT_LEVELS),
  code: 'unknown-alert-level',
  expected: `an alert level: ${ALERT_LEVELS.join(', ')}`,
  known: ALERT_LEVELS,
};

/** Fields of one level of `alerts.burn`. */
export const burnAlertRules = {
  budget: {
    schema: z
      .number()
      .gt(0)
      .max(100)
      .meta({
        description:
          'Share of the whole budget that may be spent within the window, in per cent.',
        examples: [2],
      }),
    code: 'invalid-alert-budget',
    expected: 'a percentage above 0, and 100 at most',
  },
  window: {
    schema: z
      .string()
      .regex(ALERT_WINDOW_PATTERN)
      .meta({
        description:
          'How far the alert looks back: whole hours or days, between 1h and 3d. Its short window is a twelfth of that.',
        examples: ['1h', '3d'],
      }),
    code: 'invalid-alert-window',
    expected: 'a window of whole hours or days between 1h and 3d, like 6h',
  },
} satisfies Rules;
