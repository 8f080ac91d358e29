import { technologyOf } from './technologyOf';

const TYPES = [
  'api',
  'web',
  'worker',
  'stream',
  'batch',
  'database',
  'ai',
] as const;
const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

describe('technologyOf', () => {
  it.each([
    [
      'api',
      'http_requests_total',
      'status=~5..',
      'http_request_duration_seconds',
    ],
    [
      'web',
      'http_requests_total',
      'status=~5..',
      'http_request_duration_seconds',
    ],
    ['worker', 'jobs_processed_total', 'status=failed', 'job_duration_seconds'],
    [
      'stream',
      'stream_messages_processed_total',
      'status=error',
      'message_processing_duration_seconds',
    ],
    [
      'ai',
      'gen_ai_client_operation_duration_seconds_count',
      'error_type!=',
      undefined,
    ],
    [
      'batch',
      'spring_batch_job_seconds_count',
      'spring_batch_job_status=FAILED',
      undefined,
    ],
    [
      'x-mailer',
      'http_requests_total',
      'status=~5..',
      'http_request_duration_seconds',
    ],
  ] as const)('measures %s by %s first', (type, metric, failed, histogram) => {
    const [first] = technologyOf(type).candidates;
    const { label, op, value } = first.events.failed;

    expect(first.events.metric).toBe(metric);
    expect(`${label}${op}${value}`).toBe(failed);
    expect(first.latency?.bucket).toBe(histogram && `${histogram}_bucket`);
    expect(first.latency?.count).toBe(histogram && `${histogram}_count`);
  });

  it('knows no counters of events for databases', () => {
    expect(technologyOf('database').candidates).toEqual([]);
  });

  it.each(TYPES)('describes %s consistently', type => {
    const { type: own, candidates } = technologyOf(type);
    expect(own).toBe(type);
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(
      candidates.length,
    );
    for (const { events } of candidates) {
      expect(events.metric).toMatch(METRIC);
    }
    for (const latency of candidates.flatMap(each => each.latency ?? [])) {
      expect(latency.bucket.replace(/_bucket$/, '_count')).toBe(latency.count);
      expect(latency.unitMs).toBe(
        latency.bucket.includes('_milliseconds_') ? 1 : 1000,
      );
    }
  });
});
