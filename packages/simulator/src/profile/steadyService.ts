import { kindOf } from '../kinds/kinds';
import { DAY_MS, SECOND_MS } from './durations';
import { SimulatedService } from './SimulatedService';

/**
 * A small service for tests: one route, even traffic, two pods a day, half a percent of events slower than
 * 250 ms, and nothing that goes wrong unless it is given.
 *
 * @public
 */
export function steadyService(
  name: string,
  options: Partial<Omit<SimulatedService, 'name' | 'traffic'>> & {
    /** Events a second. Default 2. */
    readonly perSecond?: number;
    /** Share of events that fail, with status 500 where the kind is not given. Default 0. */
    readonly errorRatio?: number;
  } = {},
): SimulatedService {
  const { perSecond = 2, errorRatio = 0, kind = 'api', ...parts } = options;
  const { route, good, bad } = kindOf(kind).plain;
  return {
    kind,
    scrapeIntervalMs: 15 * SECOND_MS,
    routes: [
      {
        ...route,
        share: 1,
        statuses: { [good]: 1 - errorRatio, [bad]: errorRatio },
        latency: [
          { share: 0.5, ms: 40 },
          { share: 0.995, ms: 250 },
          { share: 1, ms: 1200 },
        ],
      },
    ],
    pods: {
      replicas: 2,
      rollout: { everyMs: DAY_MS, offsetMs: 0, staggerMs: 60 * SECOND_MS },
      startupMs: 20 * SECOND_MS,
      drainMs: 35 * SECOND_MS,
    },
    labelsFrom: 'first-event',
    incidents: [],
    ...parts,
    name,
    traffic: {
      peakPerSecond: perSecond,
      hours: Array.from({ length: 24 }, () => 1),
      days: Array.from({ length: 7 }, () => 1),
      noise: 0,
    },
  };
}
