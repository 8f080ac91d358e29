import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parseAllDocuments } from 'yaml';
import { hostileInputs, largeInputs } from '../../hostile/hostileInputs';
import { cpuMs, median } from '../measures';
import { largestOrdinary } from './specTexts';

const REPEATS = 5;

/** What the floor kernel counts as: the YAML library parses an ordinary spec file as large as one may be. */
export const REFERENCE_MS = 10;

/** The file that takes longest to read. */
export interface Blocked {
  readonly name: string;
  /** Times on any machine, told as on one where the floor kernel takes `REFERENCE_MS`. */
  readonly calibratedMs: number;
  readonly inputs: number;
}

const context = specContextOf(defaultGenerationSettings);

/** Reads files that are slow to read, the hostile and the large, and an ordinary large one. */
export function longestBlocked(most = Infinity): Blocked {
  const ordinary = largestOrdinary();
  const inputs = [
    ['an ordinary spec file of 250 KB', () => ordinary] as const,
    ...largeInputs,
    ...hostileInputs.map(({ name, text }) => [name, text] as const),
  ].slice(0, most);
  const floor = () => {
    parseAllDocuments(ordinary);
  };
  const floorMs = cost(floor);
  const measured = inputs.map(([name, text]) => {
    const file = { path: 'nthlayer.yaml', text: text() };
    const ms = cost(() => {
      readSpecFile(file, context);
    });
    return { name, calibratedMs: (ms / floorMs) * REFERENCE_MS };
  });
  const [longest] = measured.sort((a, b) => b.calibratedMs - a.calibratedMs);
  return { ...longest, inputs: inputs.length };
}

/** The median of a few, after one that warms up. */
function cost(work: () => void): number {
  work();
  return median(Array.from({ length: REPEATS }, () => cpuMs(work)));
}
