import {
  LatencySli,
  Matcher,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson } from '../../hash';

/** What the names of histograms say of their unit. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/_seconds_bucket$/, 1000],
  [/_milliseconds_bucket$/, 1],
  [/_ms_bucket$/, 1],
];

/**
 * The latency SLI of a bucket over the count of the same histogram; `undefined` when the selectors are not exactly
 * that, or the unit is not in the name.
 */
export function latencySli(
  good: Selector,
  total: Selector,
): LatencySli | undefined {
  const unitMs = UNITS.find(([pattern]) => pattern.test(good.metric))?.[1];
  const bounds = good.matchers.filter(({ label }) => label === 'le');
  const bound = bounds.length === 1 ? boundOf(bounds[0]) : undefined;
  if (unitMs === undefined || bound === undefined) {
    return undefined;
  }
  const bucket: Selector = {
    metric: good.metric,
    matchers: good.matchers.filter(({ label }) => label !== 'le'),
  };
  return isCountOf(total, bucket)
    ? {
        kind: 'latency',
        bucket,
        total: {
          metric: good.metric.replace(/_bucket$/, '_count'),
          matchers: bucket.matchers,
        },
        thresholdMs: Number((bound * unitMs).toPrecision(15)),
        unitMs,
        groupBy: [],
      }
    : undefined;
}

/** The one number that a matcher on `le` accepts, in any of its spellings. */
function boundOf({ op, value }: Matcher): number | undefined {
  const spellings =
    op === '=~'
      ? value.split('|').map(part => part.replaceAll('\\', ''))
      : [value];
  const numbers = new Set(spellings.map(toNumber));
  const [bound] = numbers;
  const exact = op === '=' || op === '=~';
  return exact && numbers.size === 1 && bound > 0 && Number.isFinite(bound)
    ? bound
    : undefined;
}

function toNumber(text: string): number {
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/** All events of a histogram: its `_count`, or its bucket without an upper bound. */
function isCountOf(total: Selector, bucket: Selector): boolean {
  const isInfinite = ({ label, op, value }: Matcher) =>
    label === 'le' && op === '=' && value === '+Inf';
  const isBucket = total.metric === bucket.metric;
  const isCount = total.metric === bucket.metric.replace(/_bucket$/, '_count');
  const rest = total.matchers.filter(
    matcher => !isBucket || !isInfinite(matcher),
  );
  const unbounded = isBucket
    ? rest.length === total.matchers.length - 1
    : isCount;
  return unbounded && sorted(rest) === sorted(bucket.matchers);
}

function sorted(matchers: readonly Matcher[]): string {
  return matchers.map(canonicalJson).sort().join('\n');
}
