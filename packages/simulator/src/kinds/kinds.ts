import { api } from './api';
import { batch } from './batch';
import { ServiceKind } from './ServiceKind';
import { stream } from './stream';
import { web } from './web';
import { worker } from './worker';

/**
 * Kinds of services that can be simulated.
 *
 * @public
 */
export type KindName = 'api' | 'web' | 'worker' | 'stream' | 'batch';

const kinds: Readonly<Record<KindName, ServiceKind>> = {
  api,
  web,
  worker,
  stream,
  batch,
};

/** What a kind emits. */
export function kindOf(name: KindName): ServiceKind {
  return kinds[name];
}

/** Metrics that services of a kind emit. */
export function metricsOf({ events, durations }: ServiceKind): string[] {
  return [
    events.metric,
    ...(durations
      ? ['bucket', 'sum', 'count'].map(part => `${durations.metric}_${part}`)
      : []),
  ];
}

/** The first kind that emits a metric. */
export function kindEmitting(metric: string): KindName | undefined {
  const names = Object.keys(kinds) as KindName[];
  return names.find(name => metricsOf(kinds[name]).includes(metric));
}

/** All of them. */
export const kindNames = Object.keys(kinds) as readonly KindName[];
