/** Words of MetricsQL, from its documentation, that no PromQL has in their place. */
const KEYWORDS = /^(?:keep_metric_names|default|if|ifnot|limit|with|prefix)$/i;

const FUNCTION_FAMILIES =
  /^(?:range|running|rollup|rand|topk|bottomk|outliers|share|count|sum|label|labels|smooth|ascent|descent|hoeffding|bitmap)_\w+$/;

const FUNCTIONS = new Set([
  ...['aggr_over_time', 'alias', 'any', 'buckets_limit', 'candlestick'],
  ...['decreases_over_time', 'default_rollup', 'deriv_fast', 'distinct'],
  ...['distinct_over_time', 'drop_common_labels', 'duration_over_time'],
  ...['drop_empty_series', 'duration', 'geomean', 'geomean_over_time'],
  ...['histogram', 'histogram_over_time', 'histogram_share', 'ideriv'],
  ...['increase_prometheus', 'increase_pure', 'increases_over_time'],
  ...['integrate', 'interpolate', 'iqr_over_time', 'keep_last_value'],
  ...['keep_next_value', 'lag', 'lifetime', 'limit_offset', 'mad', 'median'],
  ...['median_over_time', 'mode', 'mode_over_time', 'now', 'outliersk'],
  ...[
    'prometheus_buckets',
    'quantiles',
    'quantiles_over_time',
    'rate_over_sum',
  ],
  ...['rate_prometheus', 'delta_prometheus', 'changes_prometheus', 'rollup'],
  ...[
    'remove_resets',
    'ru',
    'scrape_interval',
    'share',
    'stale_samples_over_time',
  ],
  ...['sum2', 'sum2_over_time', 'tfirst_over_time', 'timezone_offset'],
  ...['tlast_change_over_time', 'tlast_over_time', 'tmax_over_time', 'ttf'],
  ...['tmin_over_time', 'union', 'vmrange_to_le', 'zscore', 'zscore_over_time'],
]);

export function isMetricsQlKeyword(word: string): boolean {
  return KEYWORDS.test(word);
}

export function isMetricsQlFunction(name: string): boolean {
  return FUNCTIONS.has(name) || FUNCTION_FAMILIES.test(name);
}
