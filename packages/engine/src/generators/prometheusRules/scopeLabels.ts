import {
  LABELS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  prometheusLabelName,
  RESERVED_LABEL_NAMES,
} from '../../spec/labelNames';

/** Labels that tell SLOs apart, without those of their groups. */
export const SLO_LABELS = [
  LABELS.service,
  LABELS.slo,
  LABELS.environment,
] as const;

/** Labels that the rules give themselves; an SLO cannot be split by them. */
export const RESERVED_LABELS: readonly string[] = Object.values(LABELS);

/** Labels that tell an SLO and its groups apart. */
export function identityOf(groupBy: readonly string[]): readonly string[] {
  return [...SLO_LABELS, ...[...new Set(groupBy)].sort()];
}

/** Name of the owner, `payments` of `group:default/payments`. */
export function teamOf({ owner }: ServiceSpec): string | undefined {
  return owner ? owner.slice(owner.search(/[^/:]*$/)) : undefined;
}

/** The user's labels as Prometheus takes them, without those that would hide one of ours or of a group. */
export function ownLabels(
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
