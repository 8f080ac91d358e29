/** Upper bounds of the duration histogram in seconds: the defaults of Prometheus' client libraries. */
export const BUCKET_BOUNDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Values of the `le` label, `+Inf` last. */
export const BUCKET_LABELS: readonly string[] = [
  ...BUCKET_BOUNDS.map(String),
  '+Inf',
];

const BOUNDS_US = BUCKET_BOUNDS.map(seconds => Math.round(seconds * 1e6));

/** Index of the smallest bucket that holds a duration; bounds are inclusive. */
export function bucketOf(microseconds: number): number {
  let bucket = 0;
  while (bucket < BOUNDS_US.length && microseconds > BOUNDS_US[bucket]) {
    bucket += 1;
  }
  return bucket;
}
