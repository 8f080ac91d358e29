import { ServiceKind } from './ServiceKind';

/**
 * Scheduled jobs, as Spring Batch counts their runs through Micrometer; a route is a job. Of its timer only the
 * count is shown: how long a run takes says little about whether it was in time.
 */
export const batch: ServiceKind = {
  events: {
    family: 'spring_batch_job_seconds',
    metric: 'spring_batch_job_seconds_count',
    type: 'summary',
    help: 'Runs of batch jobs.',
  },
  routeLabels: ({ route }) => ({ spring_batch_job_name: route }),
  outcomeLabel: 'spring_batch_job_status',
  isFailure: status => status === 'FAILED',
  plain: { route: { route: 'job' }, good: 'COMPLETED', bad: 'FAILED' },
};
