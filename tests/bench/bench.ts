import { parseArgs } from 'node:util';
import { keepResults } from './compare/comparisonPage';
import { Report } from './compare/Report';
import {
  compareGeneration,
  GENERATION_SIZES,
} from './generation/compareGeneration';
import { benchHeap, HEAP_RUNS } from './ledger/benchHeap';
import { benchLedger, LEDGER_SIZES } from './ledger/benchLedger';
import { benchSorts, SORTED_SLOS } from './ledger/benchSorts';
import {
  comparePortfolio,
  PORTFOLIO_SIZES,
} from './portfolio/comparePortfolio';
import { compareReading } from './reading/compareReading';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    parts: {
      type: 'string',
      default: 'generation,reading,ledger,heap,portfolio',
    },
    sizes: { type: 'string' },
    hours: { type: 'string', default: '24' },
  },
});

type Part = (
  report: Report,
  sizes: readonly number[] | undefined,
) => void | Promise<void>;

const PARTS: Readonly<Record<string, Part>> = {
  generation: (report, sizes = GENERATION_SIZES) =>
    compareGeneration(report, sizes),
  reading: (report, sizes) => compareReading(report, sizes),
  ledger: (report, sizes = LEDGER_SIZES) => benchLedger(report, sizes),
  sorts: (report, sizes = [SORTED_SLOS]) => benchSorts(report, sizes),
  heap: (report, sizes) =>
    benchHeap(
      report,
      sizes?.map(slos => ({
        slos,
        hours: Number(values.hours),
        everyMinutes: 1,
      })) ?? HEAP_RUNS,
    ),
  portfolio: (report, sizes = PORTFOLIO_SIZES) =>
    comparePortfolio(report, sizes),
};

function partOf(name: string): Part {
  if (!Object.hasOwn(PARTS, name)) {
    const known = Object.keys(PARTS).join(', ');
    throw new Error(`There is no part ${name}; there are ${known}`);
  }
  return PARTS[name];
}

async function main(): Promise<void> {
  const { sizes } = values;
  if (values.write && sizes !== undefined) {
    throw new Error('Only results of the usual sizes are kept');
  }
  const parts = values.parts.split(',').map(partOf);
  const report = new Report();
  for (const part of parts) {
    await part(report, sizes?.split(',').map(Number));
  }
  if (values.write) {
    await keepResults(report.sections);
  }
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
