import { ServiceKind } from './ServiceKind';

/** Services that take jobs from a queue; a route is a queue. */
export const worker: ServiceKind = {
  events: {
    family: 'jobs_processed_total',
    metric: 'jobs_processed_total',
    type: 'counter',
    help: 'Jobs that have ended.',
  },
  durations: {
    metric: 'job_duration_seconds',
    help: 'Duration of jobs in seconds.',
  },
  routeLabels: ({ route }) => ({ queue: route }),
  outcomeLabel: 'status',
  isFailure: status => status === 'failed',
  plain: { route: { route: 'default' }, good: 'success', bad: 'failed' },
};
