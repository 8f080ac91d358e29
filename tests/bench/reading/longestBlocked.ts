import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { hostileInputs, largeInputs } from '../../hostile/hostileInputs';
import { calibration, costOf } from './calibration';
import { largestOrdinary } from './specTexts';

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
  const factor = calibration();
  const measured = inputs.map(([name, text]) => {
    const file = { path: 'nthlayer.yaml', text: text() };
    const ms = costOf(() => {
      readSpecFile(file, context);
    });
    return { name, calibratedMs: ms * factor };
  });
  const [longest] = measured.sort((a, b) => b.calibratedMs - a.calibratedMs);
  return { ...longest, inputs: inputs.length };
}
