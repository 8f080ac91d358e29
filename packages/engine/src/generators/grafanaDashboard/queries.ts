import {
  LatencySli,
  RatioSli,
  Selector,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  print,
  rangeSelector,
  selectorOf,
} from '../../promql';

/** Stands for Grafana's `$__rate_interval` in a tree, whose ranges are lengths of time. */
const RATE_INTERVAL_MS = 86_399_999;
const PRINTED_RATE_INTERVAL = print(
  rangeSelector(selectorOf({ metric: 'x', matchers: [] }), RATE_INTERVAL_MS),
).slice(1);

const STRING_OR_RANGE = /"(?:[^"\\]|\\.)*"|\[[^\]"]*\]/g;

/** The text of an expression as Grafana sends it, with its macro where the tree has the placeholder. */
export function printForGrafana(expression: Expression): string {
  return print(expression).replace(STRING_OR_RANGE, part =>
    part === PRINTED_RATE_INTERVAL ? '[$__rate_interval]' : part,
  );
}

/** Events a second, summed over all series of a selector or of each of its groups. */
export function eventRate(
  selector: Selector,
  groupBy: readonly string[],
): Expression {
  const rate = call(
    'rate',
    rangeSelector(selectorOf(selector), RATE_INTERVAL_MS),
  );
  return aggregate('sum', rate, groupBy.length > 0 ? by(groupBy) : undefined);
}

/**
 * Share of bad events. Where no event has ever failed there may be no series of failures yet: that is a share of 0.
 * Without traffic there is no share.
 */
export function errorRatio(sli: RatioSli): Expression {
  const total = eventRate(sli.total, sli.groupBy);
  const none = binary('*', total, number(0));
  const share = (of: Selector) =>
    binary('/', binary('or', eventRate(of, sli.groupBy), none), total);
  return sli.bad
    ? share(sli.bad)
    : binary('-', number(1), share(sli.good ?? sli.total));
}

/** The time, in seconds, that this share of events does not exceed. */
export function latencyQuantile(sli: LatencySli, share: number): Expression {
  const quantile = call(
    'histogram_quantile',
    number(share),
    eventRate(sli.bucket, ['le', ...sli.groupBy]),
  );
  return sli.unitMs === 1000
    ? quantile
    : binary('*', quantile, number(sli.unitMs / 1000));
}
