import { compareBudgets } from './compare/compareBudgets';
import { keepResults } from './compare/comparisonPage';
import { readOptions } from './compare/options';
import { Report } from './compare/Report';
import { compareSamples } from './compare/samples';
import { setUpTable } from './compare/setUp';
import { timingTable } from './compare/timingTable';
import { compareFalsePages } from './falsePages/compareFalsePages';
import { compareLedger } from './ledger/compareLedger';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { parts, days } = options;
  const report = new Report();
  report.add('set-up', await setUpTable(options));
  if (parts.includes('budgets')) {
    await compareBudgets(report, options);
  }
  if (parts.includes('samples')) {
    await compareSamples(report, days);
  }
  if (parts.includes('timing')) {
    report.add('timing', timingTable());
  }
  if (parts.includes('false-pages')) {
    await compareFalsePages(report, options);
  }
  if (parts.includes('ledger')) {
    await compareLedger(report, options);
  }
  if (options.write) {
    await keepResults(report.sections);
  }
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(130));
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
