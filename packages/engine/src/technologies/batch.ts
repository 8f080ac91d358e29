import { ServiceTechnology } from './serviceTechnology';

/**
 * Scheduled jobs, measured where a library counts every run by how it ended. What many jobs push are gauges of their
 * last run; those cannot be counted. Without latency: a run takes minutes or hours, which no threshold of a tier fits.
 */
export const batch: ServiceTechnology = {
  type: 'batch',
  noun: 'runs',
  candidates: [
    {
      // Spring Batch 5: its timer spring.batch.job through Micrometer.
      id: 'spring-batch',
      events: {
        metric: 'spring_batch_job_seconds_count',
        failed: { label: 'spring_batch_job_status', op: '=', value: 'FAILED' },
      },
    },
    {
      // Spring Batch 4.2 and later, whose tags had no prefix.
      id: 'spring-batch-4',
      events: {
        metric: 'spring_batch_job_seconds_count',
        failed: { label: 'status', op: '=', value: 'FAILED' },
      },
    },
    {
      // @Scheduled methods since Spring Framework 6.1: its observation tasks.scheduled.execution.
      id: 'spring-scheduling',
      events: {
        metric: 'tasks_scheduled_execution_seconds_count',
        failed: { label: 'outcome', op: '=', value: 'ERROR' },
      },
    },
  ],
};
