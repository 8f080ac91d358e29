import { ValueType } from './valueType';

type Given = Exclude<ValueType, 'unknown'>;

/** What a function takes and gives. */
export interface FunctionSignature {
  readonly args: readonly Given[];
  /** How many of the last arguments may be left out. */
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly variadic?: true;
  readonly returns: Given;
  /** First server version that has it; left out when 2.42 has it. */
  readonly since?: string;
  /** Needs a feature flag, in every version up to 3.15. */
  readonly experimental?: true;
}

const VECTOR = 'instant vector';
const RANGE = 'range vector';

function ofVector(...args: Given[]): FunctionSignature {
  return { args: [VECTOR, ...args], returns: VECTOR };
}

const overVector = ofVector();
const overRange: FunctionSignature = { args: [RANGE], returns: VECTOR };
const ofTime: FunctionSignature = { ...overVector, optional: 1 };
const constant: FunctionSignature = { args: [], returns: 'scalar' };

function newer(
  signature: FunctionSignature,
  since: string,
  stability?: 'experimental',
): FunctionSignature {
  return {
    ...signature,
    since,
    ...(stability && { experimental: true as const }),
  };
}

const byLabels: FunctionSignature = {
  args: [VECTOR, 'string'],
  optional: 1,
  variadic: true,
  returns: VECTOR,
};

/**
 * Functions of Prometheus, from promql/parser/functions.go and the change log of 3.15. `holt_winters` is left out:
 * 3.0 has renamed it.
 */
export const FUNCTIONS: Readonly<Record<string, FunctionSignature>> = {
  abs: overVector,
  absent: overVector,
  absent_over_time: overRange,
  acos: overVector,
  acosh: overVector,
  asin: overVector,
  asinh: overVector,
  atan: overVector,
  atanh: overVector,
  avg_over_time: overRange,
  ceil: overVector,
  changes: overRange,
  clamp: ofVector('scalar', 'scalar'),
  clamp_max: ofVector('scalar'),
  clamp_min: ofVector('scalar'),
  cos: overVector,
  cosh: overVector,
  count_over_time: overRange,
  day_of_month: ofTime,
  day_of_week: ofTime,
  day_of_year: ofTime,
  days_in_month: ofTime,
  deg: overVector,
  delta: overRange,
  deriv: overRange,
  double_exponential_smoothing: newer(
    { args: [RANGE, 'scalar', 'scalar'], returns: VECTOR },
    '3.0',
    'experimental',
  ),
  end: newer(constant, '3.12', 'experimental'),
  exp: overVector,
  first_over_time: newer(overRange, '3.7'),
  floor: overVector,
  histogram_avg: newer(overVector, '2.51'),
  histogram_count: overVector,
  histogram_fraction: {
    args: ['scalar', 'scalar', VECTOR],
    returns: VECTOR,
  },
  histogram_quantile: { args: ['scalar', VECTOR], returns: VECTOR },
  histogram_quantiles: newer(
    { args: [VECTOR, 'string', 'scalar'], variadic: true, returns: VECTOR },
    '3.11',
    'experimental',
  ),
  histogram_stddev: newer(overVector, '2.47'),
  histogram_stdvar: newer(overVector, '2.47'),
  histogram_sum: overVector,
  hour: ofTime,
  idelta: overRange,
  increase: overRange,
  info: newer({ ...ofVector(VECTOR), optional: 1 }, '2.55', 'experimental'),
  irate: overRange,
  label_join: {
    args: [VECTOR, 'string', 'string', 'string'],
    optional: 1,
    variadic: true,
    returns: VECTOR,
  },
  label_replace: ofVector('string', 'string', 'string', 'string'),
  last_over_time: overRange,
  ln: overVector,
  log10: overVector,
  log2: overVector,
  mad_over_time: newer(overRange, '2.49', 'experimental'),
  max_over_time: overRange,
  min_over_time: overRange,
  minute: ofTime,
  month: ofTime,
  pi: constant,
  predict_linear: { args: [RANGE, 'scalar'], returns: VECTOR },
  present_over_time: overRange,
  quantile_over_time: { args: ['scalar', RANGE], returns: VECTOR },
  rad: overVector,
  range: newer(constant, '3.12', 'experimental'),
  rate: overRange,
  resets: overRange,
  round: { ...ofVector('scalar'), optional: 1 },
  scalar: { args: [VECTOR], returns: 'scalar' },
  sgn: overVector,
  sin: overVector,
  sinh: overVector,
  sort: overVector,
  sort_by_label: newer(byLabels, '2.49', 'experimental'),
  sort_by_label_desc: newer(byLabels, '2.49', 'experimental'),
  sort_desc: overVector,
  sqrt: overVector,
  start: newer(constant, '3.12', 'experimental'),
  start_timestamp: newer(overVector, '3.14', 'experimental'),
  stddev_over_time: overRange,
  stdvar_over_time: overRange,
  step: newer(constant, '3.12', 'experimental'),
  sum_over_time: overRange,
  tan: overVector,
  tanh: overVector,
  time: constant,
  timestamp: overVector,
  ts_of_first_over_time: newer(overRange, '3.7', 'experimental'),
  ts_of_last_over_time: newer(overRange, '3.5', 'experimental'),
  ts_of_max_over_time: newer(overRange, '3.5', 'experimental'),
  ts_of_min_over_time: newer(overRange, '3.5', 'experimental'),
  vector: { args: ['scalar'], returns: VECTOR },
  year: ofTime,
};

/** Aggregations, from the same sources, and the parameter that each takes. */
export const AGGREGATIONS: Readonly<
  Record<
    string,
    Pick<FunctionSignature, 'since' | 'experimental'> & {
      readonly parameter?: 'scalar' | 'string';
    }
  >
> = {
  avg: {},
  bottomk: { parameter: 'scalar' },
  count: {},
  count_values: { parameter: 'string' },
  group: {},
  limit_ratio: { parameter: 'scalar', since: '2.54', experimental: true },
  limitk: { parameter: 'scalar', since: '2.54', experimental: true },
  max: {},
  min: {},
  quantile: { parameter: 'scalar' },
  stddev: {},
  stdvar: {},
  sum: {},
  topk: { parameter: 'scalar' },
};
