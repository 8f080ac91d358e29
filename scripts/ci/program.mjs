import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { reportFolder } from './jest.mjs';
import { failedStep, passedStep } from './result.mjs';
import { unlessUnchanged } from './unchanged.mjs';

const sources = ['packages', 'plugins', ':!*.test.ts', ':!*.test.tsx'];

/** What programs read that do not remember by themselves what they found in order. */
const reads = {
  'API reports': sources,
  Build: sources,
  Lint: ['packages', 'plugins', 'tests'],
};

async function runProgram(name, command, args, env) {
  mkdirSync(reportFolder, { recursive: true });
  const log = join(reportFolder, `${name.replace(/\W+/g, '-')}.log`);
  const output = openSync(log, 'w');
  const code = await run(command, args, {
    env,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const text = readFileSync(log, 'utf8');
  return code === 0
    ? { ...passedStep(), output: text }
    : {
        ...failedStep(
          `${[command, ...args].join(' ')} ended with exit code ${code}`,
        ),
        output: text,
      };
}

/** A step that is one program. Its output is printed when it ends, so that programs side by side do not mix theirs. */
export function program(name, command, ...args) {
  const step = { name, run: env => runProgram(name, command, args, env) };
  return reads[name] ? unlessUnchanged(step, reads[name]) : step;
}
