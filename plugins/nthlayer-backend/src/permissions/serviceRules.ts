import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { nthlayerServiceResourceRef } from './serviceResource';

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow services whose owner is one of the given entity refs',
  resourceRef: nthlayerServiceResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs, e.g. the ownership claims of a user'),
  }),
  apply: (resource, { claims }) =>
    resource.owner !== undefined && claims.includes(resource.owner),
  toQuery: ({ claims }) => ({ key: 'owner', values: claims }),
});

// Named, because the order in which an inferred union is printed is the compiler's, and differs from run to run.
const tierParams: z.ZodType<{ tiers: Tier[] }, { tiers: Tier[] }> = z.object({
  tiers: z
    .array(z.enum(['critical', 'high', 'standard', 'low']))
    .describe('Tiers'),
});

const hasTier = createPermissionRule({
  name: 'HAS_TIER',
  description: 'Allow services of one of the given tiers',
  resourceRef: nthlayerServiceResourceRef,
  paramsSchema: tierParams,
  apply: (resource, { tiers }) => tiers.some(tier => tier === resource.tier),
  toQuery: ({ tiers }) => ({ key: 'tier', values: tiers }),
});

/**
 * Rules on services for permission policies.
 *
 * @public
 */
export const nthlayerServiceRules = { isOwner, hasTier };

const exported = createConditionExports({
  resourceRef: nthlayerServiceResourceRef,
  rules: nthlayerServiceRules,
});

/**
 * Conditions on services for permission policies.
 *
 * @public
 */
export const nthlayerServiceConditions = exported.conditions;

/**
 * Makes a conditional decision on services in a permission policy.
 *
 * @public
 */
export const createNthlayerServiceConditionalDecision =
  exported.createConditionalDecision;
