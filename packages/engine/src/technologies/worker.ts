import { ServiceTechnology } from './serviceTechnology';

/** Services that take jobs from a queue. A job that is retried counts as often as it ends. */
export const worker: ServiceTechnology = {
  type: 'worker',
  noun: 'jobs',
  candidates: [
    {
      id: 'jobs-processed',
      events: {
        metric: 'jobs_processed_total',
        failed: { label: 'status', op: '=', value: 'failed' },
      },
      latency: {
        bucket: 'job_duration_seconds_bucket',
        count: 'job_duration_seconds_count',
        unitMs: 1000,
      },
    },
    {
      id: 'jobs',
      events: {
        metric: 'jobs_total',
        failed: { label: 'status', op: '=', value: 'failed' },
      },
      latency: {
        bucket: 'job_duration_seconds_bucket',
        count: 'job_duration_seconds_count',
        unitMs: 1000,
      },
    },
    {
      id: 'job-executions',
      events: {
        metric: 'job_executions_total',
        failed: { label: 'status', op: '=', value: 'failed' },
      },
    },
    {
      // OpenTelemetry's messaging convention; `error_type` is only set on failures.
      id: 'opentelemetry',
      events: {
        metric: 'messaging_process_duration_seconds_count',
        failed: { label: 'error_type', op: '!=', value: '' },
      },
      latency: {
        bucket: 'messaging_process_duration_seconds_bucket',
        count: 'messaging_process_duration_seconds_count',
        unitMs: 1000,
      },
    },
  ],
};
