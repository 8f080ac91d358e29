import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nthlayerApiRef } from '../api';
import { targetKey } from './targetKey';
import { Polled, usePolled } from './usePolled';

/** One generated file with its content. */
export function useAsset(
  target: ServiceTarget,
  asset: { readonly id: string; readonly sha256: string },
): Polled<AssetDto> {
  const api = useApi(nthlayerApiRef);
  return usePolled({
    key: `${targetKey(target)} ${asset.id} ${asset.sha256}`,
    load: () => api.getAsset(target, asset.id),
  });
}
