import {
  ServiceSpec,
  Slo,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { describeSli, promql } from '@nthlayer/engine';
import { objective } from '../budget/figures';

const NOTHING = '-';

/** The value of a spec at a provenance's path, as people write it. */
export function showValue(spec: ServiceSpec, path: string): string {
  const [first, ...rest] = path.split('.');
  const name = rest.join('.');
  switch (first) {
    case 'slos': {
      const slo = spec.slos.find(each => each.name === rest[0]);
      return slo ? showOfSlo(slo, rest.slice(1).join('.')) : NOTHING;
    }
    case 'labels':
      return Object.hasOwn(spec.labels, name) ? spec.labels[name] : NOTHING;
    case 'exclusions':
      return showPlain(spec.exclusions?.[Number(name)]?.name);
    case 'related':
      return showPlain(spec.related?.[name]);
    case 'dependencies':
      return showDependency(spec, name);
    default:
      return showPlain(Object.entries(spec).find(([key]) => key === path)?.[1]);
  }
}

function showOfSlo(slo: Slo, property: string): string {
  switch (property) {
    case 'objective':
      return objective(slo.objective);
    case 'window':
      return showWindow(slo.window);
    case 'sli':
      return describeSli(slo.sli).bad;
    case 'sli.thresholdMs':
      return slo.sli.kind === 'latency' || slo.sli.kind === 'native-latency'
        ? promql.formatDuration(slo.sli.thresholdMs)
        : NOTHING;
    case 'alerts.policies':
      return showPlain(slo.alerts?.policies?.map(({ name }) => name));
    default:
      return property.startsWith(POLICY)
        ? showPolicy(slo, property.slice(POLICY.length))
        : showPlain(valueAt(slo, property.split('.')));
  }
}

const POLICY = 'alerts.policies.';

function showPolicy({ alerts }: Slo, name: string): string {
  const found = alerts?.policies?.find(each => each.name === name);
  return found
    ? `${found.severity}: burn rate ${
        found.factor
      } over ${promql.formatDuration(found.longMs)}`
    : NOTHING;
}

function showWindow(window: TimeWindow): string {
  return window.type === 'rolling'
    ? promql.formatDuration(window.durationMs)
    : `${window.count} ${window.unit} (${window.timeZone})`;
}

function showDependency(spec: ServiceSpec, name: string): string {
  const found = spec.dependencies.find(each => each.name === name);
  const { technology, ref } = found ?? {};
  return [technology, ref].filter(part => part !== undefined).join(' ') || name;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** A value of a spec as text, whatever it is. */
export function showPlain(value: unknown): string {
  if (value === undefined) {
    return NOTHING;
  }
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return value.join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
