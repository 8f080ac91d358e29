import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetPageDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { targetKey } from './targetKey';
import { Polled, usePolled } from './usePolled';

/** The generated files of one revision; another revision is loaded anew. */
export function useAssets(
  target: ServiceTarget,
  revision: string,
): Polled<AssetPageDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: `${targetKey(target)} ${revision}`,
    load: () => api.listAssets(target),
  });
}
