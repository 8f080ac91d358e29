import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { duration, say } from '../say.mjs';
import { prepare } from '../setup/prepare.mjs';
import { reportFolder, testFolderInBackground } from './jest.mjs';
import { startPostgres } from './postgres.mjs';
import { failedStep, result, sumResults, summaryLine } from './result.mjs';
import { stages } from './steps.mjs';
import { provideSystemParts } from './systemParts.mjs';

async function runStep({ name, run }, env) {
  say(`== ${name}`);
  const startedAt = Date.now();
  let outcome;
  try {
    outcome = await run(env);
  } catch (error) {
    outcome = failedStep(error.stack);
  }
  if (outcome.output) {
    process.stdout.write(outcome.output);
  }
  const verdict = outcome.failed > 0 ? 'FAILED' : 'ok';
  say(
    `-- ${name}: ${verdict}, ${summaryLine(outcome)} (${duration(
      Date.now() - startedAt,
    )})\n`,
  );
  return { name, ...outcome };
}

async function runSteps(env) {
  const outcomes = [];
  const step = async (each, stepEnv) => {
    outcomes.push(await runStep(each, stepEnv));
  };
  await step({ name: 'System parts', run: provideSystemParts }, env);
  let postgres;
  const startDatabase = async () => {
    postgres = await startPostgres();
    return result(postgres ? { passed: 1 } : { skipped: 1 });
  };
  await step({ name: 'PostgreSQL server', run: startDatabase }, env);

  const testEnv = { ...env, ...postgres?.env };
  const live = testFolderInBackground('live', testEnv);
  say('The live tests run in the background meanwhile.');
  for (const lists of stages) {
    await Promise.all(
      lists.map(async list => {
        for (const each of list) {
          await step(each, testEnv);
        }
      }),
    );
  }
  await step({ name: 'Live tests', run: () => live.finish() }, testEnv);
  await postgres?.close();
  return outcomes;
}

function report(outcomes) {
  for (const { name, notes } of outcomes.filter(({ failed }) => failed > 0)) {
    say(`\nFAILED: ${name}`);
    notes.forEach(note => say(`  ${note}`));
  }
}

/** Everything that CI runs; the last line is the sum. Returns the exit code. */
export async function test() {
  const startedAt = Date.now();
  say('NthLayer for Backstage: running all checks and tests');
  let outcomes;
  try {
    const env = { ...(await prepare()), BACKSTAGE_TEST_DISABLE_DOCKER: '1' };
    outcomes = await runSteps(env);
  } catch (error) {
    outcomes = [{ name: 'Set-up', ...failedStep(error.message) }];
  }
  report(outcomes);
  const sum = sumResults(outcomes);
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, 'summary.txt'), `${summaryLine(sum)}\n`);
  say(`\nAll of it took ${duration(Date.now() - startedAt)}.`);
  say(summaryLine(sum));
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}
