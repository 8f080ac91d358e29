import { z } from 'zod';
import { FieldRule } from './readFields';
import { SLICE_PATTERN, THRESHOLD_PATTERN, WINDOW_PATTERN } from './units';

/** Names of SLOs: DNS labels, as they become names of objects elsewhere. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

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
    .regex(WINDOW_PATTERN)
    .meta({
      description:
        'Length of the rolling window in which the budget is counted: a number and one of m, h, d, w, between 1h and 366d. Default 30d.',
      examples: ['30d', '4w'],
    }),
  code: 'invalid-window',
  expected: 'a window between 1h and 366d, like 30d',
};

/** How long a slice of time is. */
export const slice: FieldRule<string> = {
  schema: z
    .string()
    .regex(SLICE_PATTERN)
    .meta({
      description:
        'Counts slices of time of this length in place of events: a number and one of m, h, d that a day can be cut into. With sliceTarget a slice is good or bad; without it each slice counts by its own share of good events, however much traffic it has.',
      examples: ['5m', '1h'],
    }),
  code: 'invalid-slice',
  expected: 'a length that a day can be cut into, like 5m or 1h',
};

/** A share of the events of a slice in per cent. */
export const sliceTarget: FieldRule<number> = {
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
    .regex(THRESHOLD_PATTERN)
    .meta({
      description:
        'How long a good event takes at most: a number and one of ms, s, m. It must be a bucket bound of the histogram.',
      examples: ['500ms', '1s'],
    }),
  code: 'invalid-threshold',
  expected: 'a length of time with a unit, like 500ms or 1s',
};
