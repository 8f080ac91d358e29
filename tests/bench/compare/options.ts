import { parseArgs } from 'node:util';

export const PARTS = [
  'budgets',
  'samples',
  'timing',
  'false-pages',
  'ledger',
] as const;

export type Part = (typeof PARTS)[number];

export interface CompareOptions {
  readonly parts: readonly Part[];
  /** Traces by id; all when left out. */
  readonly traceIds?: readonly string[];
  readonly days: number;
  readonly seeds: number;
  /** Whether the results are kept in the documentation. */
  readonly write: boolean;
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number from ${least} on`);
  }
  return value;
}

function partOf(text: string): Part {
  const part = PARTS.find(each => each === text);
  if (part === undefined) {
    throw new Error(`There is no part ${text}; there are ${PARTS.join(', ')}`);
  }
  return part;
}

/** Options of `npm run compare`. Throws an error for a person where they make no sense. */
export function readOptions(args: readonly string[]): CompareOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      parts: { type: 'string', default: PARTS.join(',') },
      traces: { type: 'string' },
      days: { type: 'string', default: '30' },
      seeds: { type: 'string', default: '24' },
      write: { type: 'boolean', default: false },
    },
  });
  if (values.write && (values.traces !== undefined || values.days !== '30')) {
    throw new Error('Only results of all traces over 30 days are kept');
  }
  return {
    parts: values.parts.split(',').map(partOf),
    ...(values.traces !== undefined && { traceIds: values.traces.split(',') }),
    // shorter windows are not summed from roll-ups of hours
    days: wholeNumber('days', values.days, 4),
    seeds: wholeNumber('seeds', values.seeds, 1),
    write: values.write,
  };
}
