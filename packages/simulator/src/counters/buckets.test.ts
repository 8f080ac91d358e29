import { BUCKET_LABELS, bucketOf } from './buckets';

describe('bucketOf', () => {
  it.each([
    [0, '0.005'],
    [5_000, '0.005'],
    [5_001, '0.01'],
    [250_000, '0.25'],
    [250_001, '0.5'],
    [10_000_000, '10'],
    [10_000_001, '+Inf'],
  ])('puts %d µs into le="%s"', (microseconds, le) => {
    expect(BUCKET_LABELS[bucketOf(microseconds)]).toBe(le);
  });
});
