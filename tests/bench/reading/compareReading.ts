import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parseAllDocuments } from 'yaml';
import { countText, markdownTable } from '../compare/markdownTable';
import { Report } from '../compare/Report';
import { cpuMs, exponentOf, median } from '../measures';
import { longestBlocked } from './longestBlocked';
import { inEveryFormat, ordinarySpec } from './specTexts';

/** Numbers of specs. */
const READING_SIZES: readonly number[] = [10, 100, 1000, 10_000];
const PAIR_SPECS = 400;
const REPEATS = 5;
/** Other sizes than the usual are not judged, and so need not be measured as well. */
const HOW_OFTEN = {
  usual: { warmUps: 8, pairs: 21, leastReadings: 2000 },
  other: { warmUps: 1, pairs: 5, leastReadings: 50 },
};
type HowOften = (typeof HOW_OFTEN)['usual'];

const MOST_RATIO = 1.5;
const MOST_EXPONENT = 1.03;
const MOST_BLOCKED_MS = 20;

const context = specContextOf(defaultGenerationSettings);

/** Reads a spec and finds all that is wrong with it. */
function read(text: string): void {
  readSpecFile({ path: 'nthlayer.yaml', text }, context);
}

/** What the YAML library does with the same bytes. */
function parse(text: string): void {
  parseAllDocuments(text).forEach(document => document.toJS());
}

interface Ratio {
  /** Of the least that each of the two took: what else the machine does only adds to it. */
  readonly least: number;
  readonly pairs: readonly number[];
}

/** Reading ÷ parsing, measured in turn. */
function ratioOf(
  texts: readonly string[],
  { warmUps, pairs }: HowOften,
): Ratio {
  const reading = () => texts.forEach(read);
  const parsing = () => texts.forEach(parse);
  for (let warmUp = 0; warmUp < warmUps; warmUp++) {
    reading();
    parsing();
  }
  const measured = Array.from({ length: pairs }, () => ({
    reading: cpuMs(reading),
    parsing: cpuMs(parsing),
  }));
  const least = (of: 'reading' | 'parsing') =>
    Math.min(...measured.map(pair => pair[of]));
  return {
    least: least('reading') / least('parsing'),
    pairs: measured.map(pair => pair.reading / pair.parsing),
  };
}

/** Small numbers are read so often that their time can be measured. */
function costOf(count: number, { leastReadings }: HowOften): number {
  const texts = Array.from({ length: count }, (_, i) => ordinarySpec(i));
  const times = Math.max(1, Math.ceil(leastReadings / count));
  const costs = Array.from({ length: REPEATS }, () =>
    cpuMs(() => {
      for (let time = 0; time < times; time++) {
        texts.forEach(read);
      }
    }),
  );
  return median(costs) / times;
}

function spread({ least, pairs }: Ratio): string {
  const [from, to] = [Math.min(...pairs), Math.max(...pairs)];
  return `${least.toFixed(2)} (${from.toFixed(2)} to ${to.toFixed(2)})`;
}

/** What it costs to read and check specs, and how long one file can take. Only the usual sizes are judged. */
export async function compareReading(
  report: Report,
  sizes?: readonly number[],
): Promise<void> {
  const usual = sizes === undefined;
  const often = HOW_OFTEN[usual ? 'usual' : 'other'];
  const pairSpecs = usual ? PAIR_SPECS : Math.max(...sizes);
  const ordinary = Array.from({ length: pairSpecs }, (_, i) => ordinarySpec(i));
  const ratio = ratioOf(ordinary, often);
  report.tell(`measured ${often.pairs} pairs`);
  const formats = inEveryFormat().map(
    ([name, text]) =>
      [
        name,
        ratioOf(new Array<string>(usual ? 150 : 2).fill(text), often),
      ] as const,
  );
  const points = (sizes ?? READING_SIZES).map(size => {
    const cost = costOf(size, often);
    report.tell(`read ${size} specs ${REPEATS} times`);
    return [size, cost] as const;
  });
  const exponent = exponentOf(points);
  const blocked = await longestBlocked(usual ? undefined : 1);
  report.tell(`read ${blocked.inputs} times what is slow to read`);
  const [first, last] = [points[0], points[points.length - 1]];
  report.add(
    'reading',
    markdownTable(
      ['From the text of a spec to its SLOs and findings', 'measured'],
      [
        ['CPU ÷ CPU of `yaml` on the same bytes', spread(ratio)],
        ...formats.map(([name, each]) => [
          `the same of three SLOs, one with PromQL, in \`tests/formats/${name}.yaml\``,
          spread(each),
        ]),
        ...points.map(([size, cost]) => [
          `CPU of ${countText(size)} specs`,
          `${(cost / size).toFixed(3)} ms each`,
        ]),
        [
          `exponent, ${countText(first[0])} → ${countText(last[0])} specs`,
          exponent.toFixed(3),
        ],
        [
          `longest that reading in a backend keeps other work waiting, of ${blocked.inputs}: \`${blocked.longest.name}\``,
          `${blocked.longest.ms.toFixed(1)} ms`,
        ],
        [
          `longest from asking to having it: \`${blocked.slowest.name}\``,
          `${Math.round(blocked.slowest.ms)} ms`,
        ],
      ],
    ),
  );
  if (usual) {
    judge(report, [
      [
        ratio.least <= MOST_RATIO,
        `reading costs at most ${MOST_RATIO} × parsing`,
      ],
      ...formats.map(
        ([name, { least }]) =>
          [
            least <= MOST_RATIO,
            `reading ${name} costs at most ${MOST_RATIO} × parsing`,
          ] as const,
      ),
      [exponent <= MOST_EXPONENT, `the exponent is at most ${MOST_EXPONENT}`],
      [
        blocked.longest.ms <= MOST_BLOCKED_MS,
        `no spec keeps other work waiting for more than ${MOST_BLOCKED_MS} ms`,
      ],
    ]);
  }
}

function judge(
  report: Report,
  promises: readonly (readonly [boolean, string])[],
): void {
  for (const [kept, promise] of promises) {
    if (!kept) {
      report.blame(promise);
    }
  }
}
