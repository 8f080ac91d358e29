import { z } from 'zod';
import { RESERVED_LABEL_NAMES } from '../labelNames';
import { FieldRule } from './readFields';

/** The value of one label. */
export const labelValueRule: FieldRule<string> = {
  schema: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}\p{Bidi_Control}]*$/u),
  code: 'invalid-label-value',
  expected: 'a text of at most 200 characters on one line; numbers need quotes',
};

/** Names of labels that Prometheus takes, apart from its own. */
export const PROMETHEUS_LABEL = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]{0,127}$/;

/** One label that an SLO is split by. */
export const groupLabelRule: FieldRule<string> = {
  schema: z
    .string()
    .regex(
      new RegExp(
        `^(?!__)(?!(?:${RESERVED_LABEL_NAMES.join(
          '|',
        )})$)[a-zA-Z_][a-zA-Z0-9_]{0,127}$`,
      ),
    ),
  code: 'invalid-group-by',
  expected: `a Prometheus label to split by, and none of ${RESERVED_LABEL_NAMES.join(
    ', ',
  )}`,
};
