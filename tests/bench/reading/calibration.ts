import { parseAllDocuments } from 'yaml';
import { cpuMs, median } from '../measures';
import { largestOrdinary } from './specTexts';

const REPEATS = 5;
/** So often has the library run before it is measured that it is compiled. */
const WARM_UPS = 8;

/** What the floor kernel counts as: the YAML library parses an ordinary spec file as large as one may be. */
export const REFERENCE_MS = 10;

/** The median of a few, after one that warms up. */
export function costOf(work: () => void): number {
  work();
  return median(Array.from({ length: REPEATS }, () => cpuMs(work)));
}

/** By what times of this machine are to be multiplied, to be told as on one where the floor kernel takes `REFERENCE_MS`. */
export function calibration(): number {
  const text = largestOrdinary();
  const floor = () => {
    parseAllDocuments(text);
  };
  for (let time = 0; time < WARM_UPS; time++) {
    floor();
  }
  return REFERENCE_MS / costOf(floor);
}
