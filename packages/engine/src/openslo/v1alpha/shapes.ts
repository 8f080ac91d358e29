import { OpenSloMetadata } from '../metadata';
import {
  absent,
  ADVICE,
  BOTH,
  forbidden,
  Fragment,
  list,
  may,
  must,
  present,
  required,
  Rule,
  Scalar,
  scalar,
  SDK_ONLY,
  struct,
  TEXT_ONLY,
} from '../schema';
import { OpenSloCalendar, calendarShape } from '../timeWindow';
import {
  atMost,
  bool,
  choice,
  description,
  line,
  name,
  nameCheck,
  number,
  operator,
  OpenSloOperator,
  word,
} from '../values';

/** As many as v1 has. */
export const MOST_OBJECTIVES = 100;

/** The first version of OpenSLO. */
export const V1ALPHA = 'openslo/v1alpha';

export interface V1alphaMetric {
  readonly source: string;
  readonly queryType: string;
  readonly query: string;
}

export interface V1alphaRatio {
  readonly good: V1alphaMetric;
  readonly total: V1alphaMetric;
  readonly incremental?: boolean;
}

export interface V1alphaObjective {
  readonly displayName?: string;
  readonly op?: OpenSloOperator;
  readonly value?: number;
  readonly target?: number;
  readonly timeSliceTarget?: number;
  readonly ratioMetrics?: V1alphaRatio;
}

export interface V1alphaTimeWindow {
  readonly unit: 'Second' | 'Day' | 'Week' | 'Month' | 'Quarter';
  readonly count: number;
  readonly isRolling?: boolean;
  readonly calendar?: OpenSloCalendar;
}

export interface V1alphaSloSpec {
  readonly description?: string;
  readonly service: string;
  readonly indicator?: { readonly thresholdMetric: V1alphaMetric };
  readonly timeWindows: readonly V1alphaTimeWindow[];
  readonly budgetingMethod: 'Occurrences' | 'Timeslices';
  readonly objectives?: readonly V1alphaObjective[];
}

export interface V1alphaObject {
  readonly apiVersion: typeof V1ALPHA;
  readonly kind: string;
  readonly metadata: Pick<OpenSloMetadata, 'name' | 'displayName'>;
  readonly spec?: unknown;
}

/** The SDK takes letters only. */
const letters: Scalar<string> = word({
  fragment: { type: 'string', pattern: '^[a-zA-Z]+$' },
  code: 'invalid-text',
  expected: 'a word of letters',
  levels: SDK_ONLY,
});

const metricShape = struct<V1alphaMetric>({
  source: must(letters, 'What kind of system it is read from.'),
  queryType: must(letters, 'The language of the query.'),
  query: must(
    scalar<string>([
      {
        fragment: { type: 'string', minLength: 1 },
        code: 'invalid-query',
        expected: 'a query',
        levels: BOTH,
      },
    ]),
    'What is read.',
  ),
});

const ratioShape = struct<V1alphaRatio>({
  good: must(metricShape, 'Good events.'),
  total: must(metricShape, 'All events.'),
  incremental: may(bool, 'The metrics only ever grow.'),
});

function ratioIn(
  bounds: Fragment,
  code: string,
  expected: string,
): Scalar<number> {
  return scalar([
    {
      fragment: { type: 'number', ...bounds },
      code,
      expected,
      levels: BOTH,
    },
  ]);
}

const objectiveShape = struct<V1alphaObjective>(
  {
    displayName: may(line(atMost(1050, SDK_ONLY)), 'What people call it.'),
    op: may(operator, 'How a good value compares with value.'),
    value: may(number, 'What the metric is compared with.'),
    target: must(
      ratioIn(
        { minimum: 0, exclusiveMaximum: 1 },
        'invalid-target',
        'a ratio of at least 0 and below 1',
      ),
      'Share that must be good.',
    ),
    timeSliceTarget: may(
      ratioIn(
        { exclusiveMinimum: 0, maximum: 1 },
        'out-of-range',
        'a ratio above 0 and at most 1',
      ),
      'Share that must be good for a slice to be good.',
    ),
    ratioMetrics: may(ratioShape, 'Good and all events.'),
  },
  [
    forbidden('op', {
      when: present('ratioMetrics'),
      levels: SDK_ONLY,
      code: 'openslo-field-ignored',
      hint: 'It has no meaning for a ratio and is not read.',
    }),
  ],
);

const timeWindowShape = struct<V1alphaTimeWindow>(
  {
    unit: must(
      choice(
        'unknown-unit',
        'a unit',
        'Second',
        'Day',
        'Week',
        'Month',
        'Quarter',
      ),
      'The unit of count.',
    ),
    count: must(
      scalar<number>([
        {
          fragment: { type: 'integer', exclusiveMinimum: 0 },
          code: 'invalid-window',
          expected: 'a whole number above 0',
          levels: BOTH,
        },
      ]),
      'How many of the unit.',
    ),
    isRolling: may(bool, 'It always ends now.'),
    calendar: may(calendarShape, 'When its periods begin.'),
  },
  [
    required('calendar', {
      when: { path: 'isRolling', in: [false] },
      hint: 'Add calendar with startTime and timeZone, or isRolling: true.',
    }),
    forbidden('calendar', {
      when: { path: 'isRolling', in: [true] },
      code: 'openslo-calendar-ignored',
      levels: SDK_ONLY,
      hint: 'The window is rolling.',
    }),
  ],
);

const ratios = present('objectives[].ratioMetrics');

const RULES: readonly Rule[] = [
  forbidden('indicator', {
    when: ratios,
    code: 'openslo-two-indicators',
    hint: 'Keep indicator, or the ratioMetrics of the objectives.',
  }),
  required('indicator', {
    when: { not: ratios },
    hint: 'Add indicator with a thresholdMetric, or ratioMetrics to each of the objectives.',
  }),
  required('objectives[].ratioMetrics', {
    when: { all: [ratios, absent('indicator')] },
    hint: 'Add ratioMetrics with good and total, as the other objectives have them.',
  }),
  ...['op', 'value'].map(field =>
    required(`objectives[].${field}`, {
      when: { all: [present('indicator'), { not: ratios }] },
    }),
  ),
  // the SDK wants it where nothing is compared with it, too
  required('objectives[].value', { when: ratios, levels: SDK_ONLY }),
  required('objectives[].timeSliceTarget', {
    when: { path: 'budgetingMethod', in: ['Timeslices'] },
  }),
  forbidden('objectives[].timeSliceTarget', {
    when: { path: 'budgetingMethod', in: ['Occurrences'] },
    levels: ADVICE,
    code: 'openslo-field-ignored',
    hint: 'Only Timeslices have slices: it is not read. Remove it.',
  }),
];

export const sloSpecShape = struct<V1alphaSloSpec>(
  {
    description: may(description, 'What is promised.'),
    service: must(word(nameCheck(ADVICE)), 'Name of the Service.'),
    indicator: may(
      struct<{ readonly thresholdMetric: V1alphaMetric }>({
        thresholdMetric: must(metricShape, 'What is measured.'),
      }),
      'What is measured.',
    ),
    timeWindows: must(
      list(timeWindowShape, {
        min: 1,
        max: 1,
        code: 'openslo-several-windows',
        expected: 'one window',
        levels: BOTH,
      }),
      'Over which time it is counted.',
    ),
    budgetingMethod: must(
      choice(
        'unknown-budgeting-method',
        'a budgeting method',
        'Occurrences',
        'Timeslices',
      ),
      'How bad events become spent budget.',
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
  },
  RULES,
);

const serviceSpecShape = struct<{ readonly description?: string }>({
  description: may(description, 'What the service does.'),
});

function objectShape(
  kind: string,
  spec: typeof sloSpecShape | typeof serviceSpecShape,
) {
  return struct<V1alphaObject>({
    apiVersion: must(
      choice('unknown-version', 'the version', V1ALPHA),
      'The version.',
    ),
    kind: must(choice('unknown-kind', 'the kind', kind), 'What it is.'),
    metadata: must(
      struct<V1alphaObject['metadata']>({
        name: must(name, 'What other objects call it.'),
        displayName: may(line(), 'What people call it.'),
      }),
      'How it is called.',
    ),
    spec:
      kind === 'SLO' ? must(spec, 'What it says.') : may(spec, 'What it says.'),
  });
}

/** What the objects of each kind look like. */
export const V1ALPHA_SHAPES = {
  SLO: objectShape('SLO', sloSpecShape),
  Service: objectShape('Service', serviceSpecShape),
} as const;
