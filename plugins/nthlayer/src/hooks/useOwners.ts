import { useApi } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { nthlayerApiRef } from '../api';
import { usePolled } from './usePolled';

/** Entity refs of the owners of services: asked for when somebody looks, and not before. */
export function useOwners(): {
  readonly owners: readonly string[];
  readonly look: () => void;
} {
  const api = useApi(nthlayerApiRef);
  const [looks, setLooks] = useState(0);
  const { value: owners = [] } = usePolled({
    key: 'owners',
    load: async () => {
      if (looks === 0) {
        return [];
      }
      const { items } = await api.listRollups({ by: 'owner' });
      return items.flatMap(({ key }) => key ?? []);
    },
    refreshOn: looks,
  });
  return { owners, look: () => setLooks(count => count + 1) };
}
