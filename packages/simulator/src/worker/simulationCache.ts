import { SimulatedService } from '../profile/SimulatedService';
import { simulate } from '../simulate';
import { Simulation } from '../Simulation';

const MAX_SIMULATIONS = 64;

/** Keeps simulations, and with them the sums that make the next question cheap. */
export function simulationCache(): (
  service: SimulatedService,
  seed: number,
) => Simulation {
  const simulations = new Map<string, Simulation>();
  return (service, seed) => {
    const key = `${seed} ${JSON.stringify(service)}`;
    const known = simulations.get(key);
    if (known) {
      return known;
    }
    if (simulations.size >= MAX_SIMULATIONS) {
      simulations.clear();
    }
    const fresh = simulate(service, seed);
    simulations.set(key, fresh);
    return fresh;
  };
}
