import { LatencyPoint } from '../profile/SimulatedService';

/** Busy from morning to evening, quiet at night. */
export const OFFICE_HOURS = [
  0.14, 0.11, 0.1, 0.1, 0.12, 0.18, 0.3, 0.48, 0.72, 0.88, 0.96, 1, 0.97, 0.95,
  0.99, 1, 0.96, 0.88, 0.76, 0.66, 0.55, 0.42, 0.3, 0.2,
];

/** Sunday first. */
export const WORKING_WEEK = [0.45, 0.96, 1, 1, 0.98, 0.94, 0.55];

export const READ_LATENCY: readonly LatencyPoint[] = [
  { share: 0.02, ms: 6 },
  { share: 0.5, ms: 24 },
  { share: 0.9, ms: 70 },
  { share: 0.99, ms: 190 },
  { share: 0.9975, ms: 250 },
  { share: 0.9995, ms: 700 },
  { share: 1, ms: 2400 },
];

export const WRITE_LATENCY: readonly LatencyPoint[] = [
  { share: 0.02, ms: 18 },
  { share: 0.5, ms: 62 },
  { share: 0.9, ms: 130 },
  { share: 0.985, ms: 220 },
  { share: 0.9935, ms: 250 },
  { share: 0.999, ms: 900 },
  { share: 1, ms: 4200 },
];

/** Customers in many time zones: never far from its peak. */
export const AROUND_THE_CLOCK = [
  0.78, 0.75, 0.74, 0.74, 0.75, 0.78, 0.82, 0.86, 0.9, 0.94, 0.97, 1, 0.99,
  0.98, 0.99, 1, 0.99, 0.97, 0.95, 0.93, 0.9, 0.87, 0.83, 0.8,
];

/** Every day like the other. */
export const ALL_WEEK = [1, 1, 1, 1, 1, 1, 1];
