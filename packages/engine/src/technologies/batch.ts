import { ServiceTechnology } from './serviceTechnology';

/** Scheduled jobs. What they emit are gauges of the last run, not counters of events. */
export const batch: ServiceTechnology = {
  type: 'batch',
  noun: 'runs',
  candidates: [],
};
