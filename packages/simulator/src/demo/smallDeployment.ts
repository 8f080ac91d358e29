import { DAY_MS, SECOND_MS } from '../profile/durations';
import { PodPlan } from '../profile/SimulatedService';

/**
 * Pods that are replaced at 00:00 UTC. Then a demo that is started on another day, whose incidents lie elsewhere,
 * changes the past of no pod that still lives.
 */
export function smallDeployment(replicas: number): PodPlan {
  return {
    replicas,
    rollout: { everyMs: DAY_MS, offsetMs: 0, staggerMs: 45 * SECOND_MS },
    startupMs: 20 * SECOND_MS,
    drainMs: 35 * SECOND_MS,
  };
}
