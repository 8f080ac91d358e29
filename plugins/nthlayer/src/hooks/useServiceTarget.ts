import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ServiceTarget } from '@nthlayer/backstage-plugin-nthlayer-common';
import { useMemo } from 'react';

/** The entity of the page as a target of the API. */
export function useServiceTarget(
  environment: string | undefined,
): ServiceTarget {
  const { entity } = useEntity();
  const { name, namespace = DEFAULT_NAMESPACE } = entity.metadata;
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return useMemo(
    () => ({ kind, namespace, name, environment }),
    [kind, namespace, name, environment],
  );
}
