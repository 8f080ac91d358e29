import { BudgetingMethod } from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloMetadata, OPENSLO_API_VERSION } from './metadata';
import { alertPolicyItemShape, OpenSloAlertPolicyItem } from './alertPolicy';
import { objectiveShape, OpenSloObjective } from './objective';
import { objectShape } from './objectShape';
import {
  ADVICE,
  atMostOneItem,
  BOTH,
  Condition,
  exactlyOne,
  forbidden,
  list,
  may,
  must,
  oneOf,
  present,
  required,
  Rule,
  SDK_ONLY,
  struct,
  TEXT_ONLY,
} from './schema';
import { indicatorShape, OpenSloIndicator } from './sli';
import { OpenSloTimeWindow, timeWindowShape } from './timeWindow';
import { choice, description, name, nameCheck, word } from './values';

/**
 * An OpenSLO v1 SLO.
 *
 * @public
 */
export interface OpenSloSlo {
  readonly apiVersion: typeof OPENSLO_API_VERSION;
  readonly kind: 'SLO';
  readonly metadata: OpenSloMetadata;
  readonly spec: OpenSloSloSpec;
}

/** @public */
export interface OpenSloSloSpec {
  readonly description?: string;
  /** Name of a Service. */
  readonly service: string;
  /** Either this or `indicatorRef`; neither in a composite, whose objectives have them. */
  readonly indicator?: OpenSloIndicator;
  readonly indicatorRef?: string;
  /** Exactly one for OpenSLO's SDK. */
  readonly timeWindow?: readonly OpenSloTimeWindow[];
  readonly budgetingMethod: BudgetingMethod;
  readonly objectives?: readonly OpenSloObjective[];
  readonly alertPolicies?: readonly OpenSloAlertPolicyItem[];
}

/**
 * Makes an SLO.
 *
 * @public
 */
export function createOpenSloSlo(
  metadata: OpenSloMetadata,
  spec: OpenSloSloSpec,
): OpenSloSlo {
  return { apiVersion: OPENSLO_API_VERSION, kind: 'SLO', metadata, spec };
}

/** More than anybody means to have, and few enough to be an SLO each. */
const MOST_OBJECTIVES = 100;

const isComposite: Condition = {
  any: [
    present('objectives[].indicator'),
    present('objectives[].indicatorRef'),
  ],
};
const threshold = present('indicator.spec.thresholdMetric');
const ratio = present('indicator.spec.ratioMetric');
const method = (...names: readonly BudgetingMethod[]) =>
  oneOf('budgetingMethod', ...names);

const INDICATOR_RULES: readonly Rule[] = [
  exactlyOne(['indicator', 'indicatorRef'], 'openslo-two-indicators', {
    when: { not: isComposite },
  }),
  exactlyOne(['indicator', 'indicatorRef'], 'openslo-two-indicators', {
    at: 'objectives[]',
    when: isComposite,
    hint: 'Each objective of a composite SLO has an indicator or an indicatorRef.',
  }),
  ...['indicator', 'indicatorRef'].map(field =>
    forbidden(field, {
      when: isComposite,
      code: 'openslo-two-levels',
      hint: 'The objectives have indicators of their own. Keep those, or this one.',
    }),
  ),
];

const IGNORED = {
  code: 'openslo-field-ignored',
  hint: 'It has no meaning here and is not read. Remove it.',
};

const OBJECTIVE_RULES: readonly Rule[] = [
  required('objectives[].op', {
    when: threshold,
    hint: 'Add op: lte, gte, lt or gt, as a good value compares with value.',
  }),
  required('objectives[].value', {
    when: threshold,
    hint: 'Add the value that the metric is compared with.',
  }),
  forbidden('objectives[].op', { when: ratio, levels: SDK_ONLY, ...IGNORED }),
  forbidden('objectives[].value', {
    when: ratio,
    levels: SDK_ONLY,
    ...IGNORED,
  }),
  atMostOneItem('objectives', {
    when: threshold,
    code: 'openslo-several-objectives',
    levels: TEXT_ONLY,
    hint: 'With a thresholdMetric, write an SLO for each.',
  }),
  required('objectives[].timeSliceTarget', {
    when: method('Timeslices'),
    hint: 'Add the share that makes a slice a good one, like 0.99.',
  }),
  required('objectives[].timeSliceWindow', {
    when: method('Timeslices', 'RatioTimeslices'),
    hint: 'Add the length of a slice, like 5m.',
  }),
  forbidden('objectives[].timeSliceTarget', {
    when: method('Occurrences', 'RatioTimeslices'),
    levels: ADVICE,
    ...IGNORED,
  }),
  forbidden('objectives[].timeSliceWindow', {
    when: method('Occurrences'),
    levels: ADVICE,
    ...IGNORED,
  }),
  forbidden('objectives[].compositeWeight', {
    when: { not: isComposite },
    levels: ADVICE,
    ...IGNORED,
  }),
];

const sloSpecShape = struct<OpenSloSloSpec>(
  {
    description: may(description, 'What is promised.'),
    service: must(word(nameCheck(ADVICE)), 'Name of the Service.'),
    indicator: may(indicatorShape, 'What is measured.'),
    indicatorRef: may(name, 'Name of an SLI, instead of indicator.'),
    timeWindow: must(
      list(
        timeWindowShape,
        {
          max: 1,
          code: 'openslo-several-windows',
          expected: 'one window',
          levels: BOTH,
        },
        {
          min: 1,
          code: 'missing-field',
          expected: 'one window',
          levels: SDK_ONLY,
        },
      ),
      'Over which time it is counted: a list of one window.',
      SDK_ONLY,
    ),
    budgetingMethod: must(
      choice(
        'unknown-budgeting-method',
        'a budgeting method',
        'Occurrences',
        'Timeslices',
        'RatioTimeslices',
      ),
      'How bad events become spent budget: by event, by good and bad slices of time, or by the mean of slices.',
    ),
    objectives: must(
      list(
        objectiveShape,
        {
          min: 1,
          code: 'missing-field',
          expected: 'at least one objective',
          levels: TEXT_ONLY,
        },
        {
          max: MOST_OBJECTIVES,
          code: 'too-many-items',
          expected: `at most ${MOST_OBJECTIVES}`,
          levels: BOTH,
        },
      ),
      'What must be reached.',
      TEXT_ONLY,
    ),
    alertPolicies: may(
      list(alertPolicyItemShape),
      'When to alert: AlertPolicies, each by name or as it is.',
    ),
  },
  [...INDICATOR_RULES, ...OBJECTIVE_RULES],
);

export const sloShape = objectShape(
  'SLO',
  must(sloSpecShape, 'What is promised, and how it is measured.'),
);
