import { z } from 'zod';

/** Path of a service. */
export const servicePath = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

/** Path of an SLO. */
export const sloPath = servicePath.extend({ slo: z.string() });

/** Path of an asset. */
export const assetPath = servicePath.extend({ asset: z.string() });

/** Path of an exclusion. */
export const exclusionPath = servicePath.extend({ exclusion: z.string() });
