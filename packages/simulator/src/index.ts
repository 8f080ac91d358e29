/**
 * Seeded, event-level traffic and incidents as counters, metrics pages and known truth.
 *
 * @packageDocumentation
 */
export { simulate } from './simulate';
export * from './Simulation';
export * from './profile/SimulatedService';
export * from './profile/Incident';
export type { KindName } from './kinds/kinds';
export type { Moments, Schedule } from './profile/schedule';
export { demoDependencies } from './demo/demoDependencies';
export { dependencyPage } from './dependencies/dependencyPage';
export type { SimulatedDependency } from './dependencies/SimulatedDependency';
export { demoServices } from './demo/demoServices';
export { inventService } from './profile/inventService';
export { steadyService } from './profile/steadyService';
export { startSimulatorServer } from './server/startSimulatorServer';
export type {
  SimulatorServer,
  SimulatorServerOptions,
} from './server/startSimulatorServer';
export { serveDemo } from './server/serveDemo';
export { startCounterReader } from './worker/startCounterReader';
export type { CounterReader } from './worker/CounterReader';
export type { CounterRequest } from './worker/messages';
