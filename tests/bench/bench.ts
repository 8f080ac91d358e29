import { parseArgs } from 'node:util';
import { keepResults } from './compare/comparisonPage';
import { Report } from './compare/Report';
import { compareGeneration } from './generation/compareGeneration';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
});

async function main(): Promise<void> {
  const report = new Report();
  compareGeneration(report);
  if (values.write) {
    await keepResults(report.sections);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
