import { DAY_MS, HOUR_MS } from './durations';
import { simulate } from '../simulate';
import { inventService } from './inventService';

const START = 20_000 * DAY_MS;

describe('inventService', () => {
  it.each([
    ['http_requests_total', 'api'],
    ['http_request_duration_seconds_bucket', 'api'],
    ['jobs_processed_total', 'worker'],
    ['job_duration_seconds_count', 'worker'],
    ['stream_messages_processed_total', 'stream'],
    ['spring_batch_job_seconds_count', 'batch'],
  ])('makes of %s a service of kind %s that emits it', (metric, kind) => {
    const service = inventService('newcomer', metric)!;
    expect(service.kind).toBe(kind);
    const counters = simulate(service, 1).counters(metric, {
      fromMs: START,
      toMs: START + HOUR_MS,
    });
    expect(counters.length).toBeGreaterThan(0);
    expect(counters.every(({ labels }) => labels.service === 'newcomer')).toBe(
      true,
    );
  });

  it('depends on the name alone', () => {
    const of = (name: string) => inventService(name, 'http_requests_total')!;
    expect(of('a')).toEqual(of('a'));
    expect(of('b').traffic).not.toEqual(of('a').traffic);
  });

  it.each(['', ' ', 'a b', 'x"} or vector(1)', '-a', 'a-', 'a'.repeat(64)])(
    'refuses the name %j',
    name => {
      expect(inventService(name, 'http_requests_total')).toBeUndefined();
    },
  );

  it('refuses a metric that nothing emits', () => {
    expect(inventService('a', 'up')).toBeUndefined();
  });
});
