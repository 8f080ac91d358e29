import { RootConfigService } from '@backstage/backend-plugin-api';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { defaultTiers } from '@nthlayer/engine';

/** The tier of entities that give none; the plugin's own backend refuses to start where it is none. */
export function readDefaultTier(config: RootConfigService): Tier | undefined {
  const name = config.getOptionalString('nthlayer.defaultTier');
  return name !== undefined && isTier(name) ? name : undefined;
}

function isTier(name: string): name is Tier {
  return Object.hasOwn(defaultTiers, name);
}
