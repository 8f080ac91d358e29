import { parseArgs } from 'node:util';
import { fuzz } from './fuzzInputs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});

const [runs, seed] = [values.runs, values.seed].map(Number);
const failures = fuzz({ seed, runs });
for (const { run, problem, text } of failures) {
  process.stdout.write(
    `run ${run} of seed ${seed}: ${problem}\n${JSON.stringify(text)}\n\n`,
  );
}
process.stdout.write(
  `${runs} texts read five ways, ${failures.length} went wrong\n`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
