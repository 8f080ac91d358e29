import {
  defaultGenerationSettings,
  neededFiles,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parseAllDocuments } from 'yaml';
import { hostileInputs, largeInputs } from '../../hostile/hostileInputs';
import { cpuMs, median } from '../measures';
import { specsOfFiles } from './specsOfFiles';
import { largestOrdinary } from './specTexts';

const REPEATS = 5;

/** What the floor kernel counts as: the YAML library parses an ordinary spec file as large as one may be. */
export const REFERENCE_MS = 10;

/** What blocks longest of all that is done with a file, or with several that are one spec. */
export interface Blocked {
  readonly name: string;
  /** Times on any machine, told as on one where the floor kernel takes `REFERENCE_MS`. */
  readonly calibratedMs: number;
  readonly inputs: number;
}

type Work = readonly [name: string, work: () => void];

const context = specContextOf(defaultGenerationSettings);

/** Reads files that are slow to read, the hostile and the large, an ordinary large one, and specs of many files. */
export async function longestBlocked(most = Infinity): Promise<Blocked> {
  const ordinary = largestOrdinary();
  const inputs = [
    ['an ordinary spec file of 250 KB', () => ordinary] as const,
    ...largeInputs,
    ...hostileInputs.map(({ name, text }) => [name, text] as const),
  ].slice(0, most);
  const works = [
    ...inputs.map(([name, text]) => ofOneFile(name, text())),
    ...(await ofManyFiles()),
  ];
  const floorMs = cost(() => void parseAllDocuments(ordinary));
  const measured = works.map(([name, work]) => ({
    name,
    calibratedMs: (cost(work) / floorMs) * REFERENCE_MS,
  }));
  const [longest] = measured.sort((a, b) => b.calibratedMs - a.calibratedMs);
  return { ...longest, inputs: works.length };
}

function ofOneFile(name: string, text: string): Work {
  const file = { path: 'nthlayer.yaml', text };
  return [name, () => void readSpecFile(file, context)];
}

/** They are read once, and looked through for what they ask for. */
async function ofManyFiles(): Promise<readonly Work[]> {
  const specs = await specsOfFiles();
  return specs.flatMap(({ name, file, environments }): Work[] => {
    const settings = { ...defaultGenerationSettings, environments };
    const own = specContextOf(settings);
    return [
      [name, () => void readSpecFile(file, own)],
      [`what is asked for by ${name}`, () => void neededFiles(file)],
    ];
  });
}

/** The median of a few, after one that warms up. */
function cost(work: () => void): number {
  work();
  return median(Array.from({ length: REPEATS }, () => cpuMs(work)));
}
