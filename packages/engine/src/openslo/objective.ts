import { duration } from './duration';
import {
  ADVICE,
  BOTH,
  exactlyOne,
  forbidden,
  Fragment,
  may,
  present,
  required,
  Rule,
  Scalar,
  scalar,
  SDK_ONLY,
  struct,
} from './schema';
import { indicatorShape, OpenSloIndicator } from './sli';
import { line, name, number, operator, OpenSloOperator } from './values';

/**
 * One objective of an SLO.
 *
 * @public
 */
export interface OpenSloObjective {
  readonly displayName?: string;
  /** With a thresholdMetric: good is what compares so with `value`. */
  readonly op?: OpenSloOperator;
  readonly value?: number;
  /** A ratio in [0, 1). Either this or `targetPercent`. */
  readonly target?: number;
  /** A percentage in [0, 100). */
  readonly targetPercent?: number;
  /** A ratio in (0, 1]; with Timeslices only. */
  readonly timeSliceTarget?: number;
  /** Duration shorthand, or a number of minutes; with Timeslices and RatioTimeslices only. */
  readonly timeSliceWindow?: string | number;
  /** With `indicatorRef`, what makes an SLO a composite of its objectives. */
  readonly indicator?: OpenSloIndicator;
  readonly indicatorRef?: string;
  readonly compositeWeight?: number;
}

/** A number within bounds. */
function numberIn(
  fragment: Fragment,
  code: string,
  expected: string,
): Scalar<number> {
  return scalar([
    { fragment: { type: 'number', ...fragment }, code, expected, levels: BOTH },
  ]);
}

const [zeroOrDuration, realDuration] = duration().checks;

/** The specification also lets it be a number of minutes. */
const timeSliceWindow = scalar<string | number>([
  {
    ...zeroOrDuration,
    fragment: {
      ...zeroOrDuration.fragment,
      type: ['string', 'number'],
      exclusiveMinimum: 0,
    },
    expected: `${zeroOrDuration.expected}, or a number of minutes`,
  },
  {
    ...realDuration,
    fragment: { ...realDuration.fragment, type: ['string', 'number'] },
  },
  {
    fragment: { type: 'string' },
    code: 'wrong-type',
    expected: zeroOrDuration.expected,
    levels: SDK_ONLY,
    hint: 'It is read as minutes. Add the unit, as in 5m.',
  },
]);

const threshold = present('indicator.spec.thresholdMetric');
const ratio = present('indicator.spec.ratioMetric');
const ignored = {
  when: ratio,
  code: 'openslo-field-ignored',
  levels: ADVICE,
  hint: 'It has no meaning for a ratio and is not read. Remove it.',
};

const RULES: readonly Rule[] = [
  exactlyOne(['target', 'targetPercent'], 'openslo-one-target', {
    code: 'openslo-one-target',
  }),
  required('op', { when: threshold }),
  required('value', { when: threshold }),
  forbidden('op', ignored),
  forbidden('value', ignored),
];

export const objectiveShape = struct<OpenSloObjective>(
  {
    displayName: may(line(), 'What people call it.'),
    op: may(
      operator,
      'With a thresholdMetric: how a good value compares with value.',
    ),
    value: may(number, 'With a thresholdMetric: what it is compared with.'),
    target: may(
      numberIn(
        { minimum: 0, exclusiveMaximum: 1 },
        'invalid-target',
        'a ratio of at least 0 and below 1; percentages are targetPercent',
      ),
      'Share that must be good: a ratio of at least 0 and below 1.',
    ),
    targetPercent: may(
      numberIn(
        { minimum: 0, exclusiveMaximum: 100 },
        'invalid-target',
        'a percentage of at least 0 and below 100',
      ),
      'The same in per cent: at least 0 and below 100.',
    ),
    timeSliceTarget: may(
      numberIn(
        { exclusiveMinimum: 0, maximum: 1 },
        'out-of-range',
        'a ratio above 0 and at most 1',
      ),
      'With Timeslices: share that must be good for the slice to be good.',
    ),
    timeSliceWindow: may(
      timeSliceWindow,
      'With Timeslices and RatioTimeslices: how long a slice is.',
    ),
    indicator: may(
      indicatorShape,
      'What a component of a composite SLO measures.',
    ),
    indicatorRef: may(name, 'Name of an SLI, for a composite SLO.'),
    compositeWeight: may(
      numberIn({ exclusiveMinimum: 0 }, 'out-of-range', 'a weight above 0'),
      'How much it counts in a composite SLO. Default 1.',
    ),
  },
  RULES,
);
