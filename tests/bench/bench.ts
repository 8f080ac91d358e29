import { parseArgs } from 'node:util';
import { keepResults } from './compare/comparisonPage';
import { Report } from './compare/Report';
import {
  compareGeneration,
  GENERATION_SIZES,
} from './generation/compareGeneration';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    sizes: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const { sizes } = values;
  if (values.write && sizes !== undefined) {
    throw new Error('Only results of the usual sizes are kept');
  }
  const report = new Report();
  compareGeneration(report, sizes?.split(',').map(Number) ?? GENERATION_SIZES);
  if (values.write) {
    await keepResults(report.sections);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
