import { OpenSloFinding, rule } from './finding';
import { OpenSloMetadata, validateMetadata, validateName } from './metadata';

/**
 * Where a metric of an indicator is read.
 *
 * @public
 */
export interface OpenSloMetric {
  readonly metricSource: {
    /** Name of a DataSource. */
    readonly metricSourceRef?: string;
    readonly type?: string;
    readonly spec: Readonly<Record<string, string>>;
  };
}

/**
 * An inline SLI: good or bad events over all events. Exactly one of `good` and `bad` is given.
 *
 * @public
 */
export interface OpenSloIndicator {
  readonly metadata: OpenSloMetadata;
  readonly spec: {
    readonly ratioMetric: {
      /** The metrics only ever grow. */
      readonly counter: boolean;
      readonly good?: OpenSloMetric;
      readonly bad?: OpenSloMetric;
      readonly total: OpenSloMetric;
    };
  };
}

/** Rules of an inline SLI. */
export function validateIndicator(
  indicator: OpenSloIndicator,
  path: string,
): readonly OpenSloFinding[] {
  const { good, bad, total } = indicator.spec.ratioMetric;
  const metric = `${path}.spec.ratioMetric`;
  return [
    ...validateMetadata(indicator.metadata, `${path}.metadata`),
    ...rule(
      (good === undefined) !== (bad === undefined),
      metric,
      'exactly-one',
    ),
    ...validateMetric(good, `${metric}.good`),
    ...validateMetric(bad, `${metric}.bad`),
    ...validateMetric(total, `${metric}.total`),
  ];
}

function validateMetric(
  metric: OpenSloMetric | undefined,
  path: string,
): readonly OpenSloFinding[] {
  if (metric === undefined) {
    return [];
  }
  const { metricSourceRef, type = '', spec } = metric.metricSource;
  const source = `${path}.metricSource`;
  return [
    ...(metricSourceRef === undefined
      ? rule(type !== '', `${source}.type`, 'required')
      : validateName(metricSourceRef, `${source}.metricSourceRef`)),
    ...rule(Object.keys(spec).length > 0, `${source}.spec`, 'required'),
  ];
}
