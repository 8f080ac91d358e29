import { BUCKET_BOUNDS, BUCKET_LABELS, bucketOf } from './buckets';

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

it('finds the bucket on both sides of every bound', () => {
  BUCKET_BOUNDS.forEach((seconds, bucket) => {
    const microseconds = Math.round(seconds * 1e6);
    expect(bucketOf(microseconds - 1)).toBe(bucket);
    expect(bucketOf(microseconds)).toBe(bucket);
    expect(bucketOf(microseconds + 1)).toBe(bucket + 1);
  });
});
