/** Upper bounds of the duration histogram in seconds: the defaults of Prometheus' client libraries. */
export const BUCKET_BOUNDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Values of the `le` label, `+Inf` last. */
export const BUCKET_LABELS: readonly string[] = [
  ...BUCKET_BOUNDS.map(String),
  '+Inf',
];

const { ceil } = Math; // a global looked up for every event is slow under Jest

const BOUNDS_US = BUCKET_BOUNDS.map(seconds => Math.round(seconds * 1e6));

const LONGEST_US = BOUNDS_US[BOUNDS_US.length - 1];

/** All bounds are multiples of it. */
const CELL_US = BOUNDS_US[0];

/** The bucket of durations up to each multiple of a cell. */
const bucketOfCell = Uint8Array.from(
  { length: LONGEST_US / CELL_US + 1 },
  (_, cell) => BOUNDS_US.findIndex(bound => cell * CELL_US <= bound),
);

/** Index of the smallest bucket that holds a duration; bounds are inclusive. */
export function bucketOf(microseconds: number): number {
  return microseconds > LONGEST_US
    ? BOUNDS_US.length
    : bucketOfCell[ceil(microseconds / CELL_US)];
}
