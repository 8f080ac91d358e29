import {
  LABELS,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  matcher,
  on,
  selector,
  VectorMatching,
  VectorSelectorNode,
} from '../../promql';
import {
  prometheusLabelName,
  RESERVED_LABEL_NAMES,
} from '../../spec/labelNames';

/** What the recorded series of one SLO are called. */
export interface SloSeries {
  /** On every recorded series of the SLO. */
  readonly labels: Readonly<Record<string, string>>;
  /** The user's own labels, for alerts only; none of them is one of the rules'. */
  readonly ownLabels: Readonly<Record<string, string>>;
  /** Labels that tell SLOs and their groups apart; team and tier may change without making another SLO. */
  readonly identity: readonly string[];
  /** Joins series of the same SLO and group. */
  readonly matching: VectorMatching;
  select(metric: string): VectorSelectorNode;
}

/** Name of an entity ref, `payments` of `group:default/payments`. */
function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.search(/[^/:]*$/));
}

/** Labels that the rules give themselves; an SLO cannot be split by them. */
export const RESERVED_LABELS: readonly string[] = Object.values(LABELS);

/** The user's labels as Prometheus takes them, without those that would hide one of ours or of a group. */
function ownLabels(
  { labels }: ServiceSpec,
  identity: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels)
      .map(([name, value]) => [prometheusLabelName(name), value] as const)
      .filter(
        ([name]) =>
          !RESERVED_LABEL_NAMES.includes(name) && !identity.includes(name),
      ),
  );
}

/** Names of an SLO's recorded series in one environment. */
export function sloSeries(
  spec: ServiceSpec,
  slo: Slo,
  environment: string,
): SloSeries {
  const key = {
    [LABELS.service]: spec.service,
    [LABELS.slo]: slo.name,
    [LABELS.environment]: environment,
  };
  const team = spec.owner && nameOf(spec.owner);
  const identity = [
    ...Object.keys(key),
    ...[...new Set(slo.sli.groupBy)].sort(),
  ];
  return {
    labels: {
      ...key,
      ...(team && { [LABELS.team]: team }),
      [LABELS.tier]: spec.tier,
    },
    ownLabels: ownLabels(spec, identity),
    identity,
    matching: on(identity),
    select: metric =>
      selector(
        metric,
        Object.entries(key).map(([label, value]) => matcher(label, '=', value)),
      ),
  };
}
