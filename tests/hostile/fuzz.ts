import { parseArgs } from 'node:util';
import { fuzz } from './fuzzInputs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});

const [runs, seed] = [values.runs, values.seed].map(Number);

async function run(): Promise<void> {
  const failures = await fuzz({ seed, runs });
  for (const { run: at, problem, text } of failures) {
    process.stdout.write(
      `run ${at} of seed ${seed}: ${problem}\n${JSON.stringify(text)}\n\n`,
    );
  }
  process.stdout.write(
    `${runs} texts read in every way, alone and beside others, ${failures.length} went wrong\n`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

run().catch((error: unknown) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
