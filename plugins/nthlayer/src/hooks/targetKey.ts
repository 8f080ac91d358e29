import type { ServiceTarget } from '@nthlayer/backstage-plugin-nthlayer-common';

/** One string for a service in an environment. */
export function targetKey(target: ServiceTarget): string {
  const { kind, namespace, name, environment } = target;
  return JSON.stringify([kind, namespace, name, environment]);
}
