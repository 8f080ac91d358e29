import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Default objectives of one tier.
 *
 * @public
 */
export interface TierObjectives {
  /** Share of events that succeed, a ratio in [0, 1). */
  readonly availability: number;
  readonly latency: {
    /** Share of events faster than the threshold, a ratio in [0, 1). */
    readonly objective: number;
    readonly thresholdMs: number;
  };
}

/** @public */
export type TierTable = Readonly<Record<Tier, TierObjectives>>;

/**
 * Objectives by tier. 250, 500 and 1000 ms are bucket bounds of the default histograms of both Prometheus' client
 * libraries and OpenTelemetry, so that a latency SLI can be counted exactly without changing the service.
 *
 * @public
 */
export const defaultTiers: TierTable = {
  critical: {
    availability: 0.9995,
    latency: { objective: 0.99, thresholdMs: 250 },
  },
  high: {
    availability: 0.999,
    latency: { objective: 0.99, thresholdMs: 250 },
  },
  standard: {
    availability: 0.999,
    latency: { objective: 0.99, thresholdMs: 500 },
  },
  low: {
    availability: 0.995,
    latency: { objective: 0.99, thresholdMs: 1000 },
  },
};

/** Other names in use for our tiers. */
const tierAliases: ReadonlyMap<string, Tier> = new Map([
  ['tier-1', 'critical'],
  ['tier-2', 'standard'],
  ['medium', 'standard'],
  ['tier-3', 'low'],
]);

const tiers = new Map<string, Tier>([
  ...(['critical', 'high', 'standard', 'low'] as const).map(
    tier => [tier, tier] as const,
  ),
  ...tierAliases,
]);

/** Every accepted spelling of a tier. */
export const knownTiers: readonly string[] = [...tiers.keys()];

/** The tier that a name or alias stands for. */
export function parseTier(name: string): Tier | undefined {
  return tiers.get(name);
}
