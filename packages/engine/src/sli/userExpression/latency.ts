import {
  LatencySli,
  Matcher,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { anyOf } from '../../promql';
import { sameSelector } from './countedSelector';

const BUCKET = /^(.+)_bucket$/;
const UNIT_MS: readonly (readonly [name: RegExp, ms: number])[] = [
  [/_nanoseconds?$|_ns$/, 1e-6],
  [/_microseconds?$|_us$/, 1e-3],
  [/_milliseconds?$|_ms$|_millis$/, 1],
  [/_seconds?$|_s$/, 1000],
  [/_minutes?$/, 60_000],
];

/** Milliseconds of one unit of a metric, told from its name. */
export function unitMsOf(metric: string): number | undefined {
  return UNIT_MS.find(([name]) => name.test(metric))?.[1];
}

function withoutLe({ metric, matchers }: Selector): Selector {
  return { metric, matchers: matchers.filter(({ label }) => label !== 'le') };
}

/** The one bound that a selector chooses, in whatever spelling: `="1"`, `=~"1|1.0"`. */
function boundOf({ matchers }: Selector): number | undefined {
  const [matcher, ...others] = matchers.filter(({ label }) => label === 'le');
  if (!matcher || others.length > 0) {
    return undefined;
  }
  const spellings =
    matcher.op === '='
      ? [matcher.value]
      : matcher.value.replaceAll('\\.', '.').split('|');
  const isList = matcher.op === '=' || matcher.op === '=~';
  const bounds = new Set(spellings.map(boundFrom));
  const [bound] = bounds;
  return isList && bounds.size === 1 ? bound : undefined;
}

function boundFrom(text: string): number | undefined {
  if (text === '+Inf') {
    return Infinity;
  }
  return /^[\d.]+(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** Whether a counter is that of all events of a histogram: `_count`, or the bucket without a bound. */
function isAllOf(total: Selector, bucket: Selector, base: string): boolean {
  const plain = withoutLe(bucket);
  return (
    sameSelector(total, { ...plain, metric: `${base}_count` }) ||
    (boundOf(total) === Infinity && sameSelector(withoutLe(total), plain))
  );
}

/** A latency SLI, if good events are a bucket of a histogram in a known unit and total is all of it. */
export function latencySli(
  good: Selector,
  total: Selector,
  groupBy: readonly string[],
): LatencySli | undefined {
  const base = BUCKET.exec(good.metric)?.[1];
  const bound = boundOf(good);
  const unitMs = unitMsOf(base ?? '');
  if (
    base === undefined ||
    bound === undefined ||
    !Number.isFinite(bound) ||
    unitMs === undefined ||
    !isAllOf(total, good, base)
  ) {
    return undefined;
  }
  return {
    kind: 'latency',
    bucket: withoutLe(good),
    total,
    thresholdMs: Number((bound * unitMs).toPrecision(15)),
    unitMs,
    groupBy,
  };
}

/** A bucket's bound in both spellings, `1` and `1.0`, as Prometheus 2 and 3 store it. */
export function withBothSpellings(selector: Selector): Selector {
  const bound = boundOf(selector);
  if (bound === undefined || !Number.isInteger(bound)) {
    return selector;
  }
  const matchers: Matcher[] = [...withoutLe(selector).matchers];
  const { label, op, value } = anyOf('le', [String(bound), `${bound}.0`]);
  return { ...selector, matchers: [...matchers, { label, op, value }] };
}
