import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import {
  assembleStack,
  builtInGenerators,
  defaultGenerationSettings,
  readServiceSpec,
  SourceFile,
  specContextOf,
} from '@nthlayer/engine';
import { hostileInputs, largeInputs } from '../../hostile/hostileInputs';
import { longestTurn } from '../measures';
import { specsOfFiles } from './specsOfFiles';
import { largestOrdinary } from './specTexts';

/** Whatever else the machine does only adds to a time, so that the least of some counts. */
const REPEATS = 3;
/** Services that are generated for the findings, as in the backend. */
const MOST_SERVICES = 50;

/** How long reading as a backend reads it keeps other work waiting, milliseconds of this machine. */
export interface Blocked {
  readonly inputs: number;
  /** What keeps the main thread longest, and how long. */
  readonly longest: Timed;
  /** What takes longest from asking to having it. */
  readonly slowest: Timed;
}

interface Timed {
  readonly name: string;
  readonly ms: number;
}

type Work = readonly [name: string, work: () => Promise<unknown>];

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
  },
  spec: { type: 'service' },
};

/**
 * Reads files that are slow to read, the hostile and the large, an ordinary large one, and specs of many files; where
 * only some are asked for, each once.
 */
export async function longestBlocked(most = Infinity): Promise<Blocked> {
  const repeats = most === Infinity ? REPEATS : 1;
  const specs = SpecReader.create();
  const inputs = [
    ['an ordinary spec file of 250 KB', largestOrdinary] as const,
    ...largeInputs,
    ...hostileInputs.map(({ name, text }) => [name, text] as const),
  ].slice(0, most);
  const works = [
    ...inputs.flatMap(([name, text]) => ofOneFile(specs, name, text())),
    ...(await ofManyFiles(specs)),
    ofAStack(specs),
  ];
  // the thread is started by the first
  await works[0][1]();
  const blocked: Timed[] = [];
  const taken: Timed[] = [];
  for (const [name, work] of works) {
    const { blockedMs, takenMs } = await leastOf(work, repeats);
    blocked.push({ name, ms: blockedMs });
    taken.push({ name, ms: takenMs });
  }
  return {
    inputs: works.length,
    longest: longestOf(blocked),
    slowest: longestOf(taken),
  };
}

/** As the file of an entity, and as one that somebody has checked. */
function ofOneFile(specs: SpecReader, name: string, text: string): Work[] {
  const context = specContextOf(defaultGenerationSettings);
  const file = { path: 'nthlayer.yaml', text };
  return [
    [name, () => specs.read(entity, context, file)],
    [
      `${name}, checked`,
      () =>
        specs.checkFiles([file], {
          context,
          settings: defaultGenerationSettings,
          most: MOST_SERVICES,
        }),
    ],
  ];
}

/** They are looked for and read once. */
async function ofManyFiles(specs: SpecReader): Promise<readonly Work[]> {
  return (await specsOfFiles()).flatMap(({ name, file, environments }) => {
    const settings = { ...defaultGenerationSettings, environments };
    const own = specContextOf(settings);
    const texts = textsOf(file);
    const { path, text } = file;
    return [
      [name, () => specs.read(entity, own, file)],
      [
        `what is asked for by ${name}`,
        () =>
          specs.readFilesBeside({ path, text }, environments, async beside =>
            texts.get(beside),
          ),
      ],
    ] satisfies Work[];
  });
}

/** As large as one may be. */
function ofAStack(specs: SpecReader): Work {
  const slos = Array.from(
    { length: 100 },
    (_, at) =>
      `    - { preset: latency, name: s${at}, target: 99, threshold: 1s }`,
  );
  const text = [
    'apiVersion: nthlayer.dev/v1alpha1',
    'kind: ServiceSpec',
    'metadata: { name: shop }',
    'spec:',
    '  tier: critical',
    '  type: api',
    '  slos:',
    ...slos,
  ].join('\n');
  const context = specContextOf(defaultGenerationSettings);
  const result = readServiceSpec(entity, context, {
    path: 'nthlayer.yaml',
    text,
  });
  if (result.kind === 'none' || result.spec.slos.length !== slos.length) {
    throw new Error('the spec of 100 SLOs cannot be read');
  }
  const { spec } = result;
  const options = {
    environment: 'production',
    dataSource: {
      name: 'prometheus',
      default: true,
      environments: [],
      scrapeIntervalMs: 15_000,
    },
    serviceLabel: 'service',
  };
  return [
    `the stack of ${slos.length} SLOs`,
    async () =>
      assembleStack(
        spec,
        await specs.runGenerators(spec, builtInGenerators, options),
        options,
      ),
  ];
}

function textsOf({ beside }: SourceFile): Map<string, { text: string }> {
  return new Map(
    (beside?.files ?? []).flatMap(file =>
      'text' in file ? [[file.path, { text: file.text }] as const] : [],
    ),
  );
}

async function leastOf(
  work: () => Promise<unknown>,
  repeats: number,
): Promise<{ readonly blockedMs: number; readonly takenMs: number }> {
  let blockedMs = Infinity;
  let takenMs = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const since = performance.now();
    blockedMs = Math.min(blockedMs, await longestTurn(work));
    takenMs = Math.min(takenMs, performance.now() - since);
  }
  return { blockedMs, takenMs };
}

function longestOf(all: readonly Timed[]): Timed {
  return all.reduce((one, other) => (other.ms > one.ms ? other : one));
}
