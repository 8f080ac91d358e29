import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsBeside, findingsOn, problemOf } from './checkInput';
import { hostileInputs } from './hostileInputs';

const FORMATS = [
  'servicespec',
  'openslo',
  'openslo-v1alpha',
  'openslo-v2alpha',
  'legacy',
  'srm-v1',
  'opensrm-v2',
];
/** Longer ones only take longer. */
const LONGEST = 8000;

/** Pieces that readers trip over. */
const PIECES = [
  '\0',
  '\u202e',
  '\ud800',
  '---\n',
  '...\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!binary ',
  '__proto__: ',
  'constructor: ',
  '{ toString: 0 }',
  '.nan',
  '.inf',
  '1e400',
  '-0',
  'null',
  '[]',
  '{}',
  '? ',
  '|2-\n',
  '>+\n',
  '"',
  "'",
  ': ',
  '- ',
  '\t',
  '\r\n',
  '${service}',
  '${env}',
  '{{.window}}',
  'apiVersion: srm/v1\n',
  'apiVersion: openslo/v1alpha\n',
  'apiVersion: openslo.com/v2alpha\n',
  'dataSourceRef: null\n',
  'environment: a\n',
  'kind: SLO\n',
  '$ref: ./a.yaml\n',
  '$ref: ../a.yaml\n',
  'template: { extends: base }\n',
  'template: base\n',
];

/** A text that made a reader throw or answer badly, and how to come by it again. */
export interface FuzzFailure {
  readonly seed: number;
  readonly run: number;
  readonly problem: string;
  readonly text: string;
}

/** Reads texts that are changed at random, and returns those that went wrong. The same seed changes them alike. */
export async function fuzz({
  seed,
  runs,
}: {
  readonly seed: number;
  readonly runs: number;
}): Promise<readonly FuzzFailure[]> {
  const random = randomOf(seed);
  const corpus = corpusOf();
  const failures: FuzzFailure[] = [];
  for (let run = 0; run < runs; run++) {
    const text = changed(random, corpus);
    const problem = await problemIn(text);
    if (problem !== undefined) {
      failures.push({ seed, run, problem, text });
    }
  }
  return failures;
}

async function problemIn(text: string): Promise<string | undefined> {
  try {
    const found = [...findingsOn(text), ...(await findingsBeside(text))];
    return found.map(problemOf).find(Boolean);
  } catch (error) {
    return error instanceof Error
      ? error.stack ?? error.message
      : String(error);
  }
}

function corpusOf(): readonly string[] {
  const formats = FORMATS.map(name =>
    readFileSync(join(__dirname, `../formats/${name}.yaml`), 'utf8'),
  );
  const inputs = hostileInputs
    .map(({ text }) => text())
    .filter(({ length }) => length <= LONGEST);
  // the ordinary ones as often as the others
  return [...formats, ...formats, ...formats, ...inputs];
}

type Random = (below: number) => number;

/** Numbers from a seed (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) % 0x1_0000_0000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(
      (((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below,
    );
  };
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random(from.length)];
}

function changed(random: Random, corpus: readonly string[]): string {
  let text = pick(random, corpus);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    text = change(text, random, corpus);
  }
  return text;
}

function change(
  text: string,
  random: Random,
  corpus: readonly string[],
): string {
  const at = random(text.length + 1);
  const end = Math.min(text.length, at + random(60));
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at);
    case 2:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(end);
    case 3:
      return text.slice(0, end) + text.slice(at);
    default: {
      const other = pick(random, corpus);
      return text.slice(0, at) + other.slice(random(other.length + 1));
    }
  }
}
