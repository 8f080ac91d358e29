import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The example SLOs of the OpenSLO specification. */
export const FIXTURES = [
  'occurrences.yaml',
  'ratio-timeslices.yaml',
  'timeslices.yaml',
  'low-traffic.yaml',
] as const;

export function fixture(name: (typeof FIXTURES)[number]): string {
  return readFileSync(join(__dirname, 'specification', name), 'utf8');
}
