import { InputError } from '@backstage/errors';
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { addBudget } from '../commands/budget';
import { addConvert } from '../commands/convert';
import { addExplain } from '../commands/explain';
import { addGenerate } from '../commands/generate';
import { addLint } from '../commands/lint';
import { addValidate } from '../commands/validate';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { visible } from '../terminal/visible';
import { Terminal } from '../terminal/Terminal';
import { examples } from './examples';

/** Runs the command that the arguments name, and returns the exit code. */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  let exitCode: number = EXIT.ok;
  const end = (code: number) => {
    exitCode = code;
  };
  try {
    await createProgram(terminal, end).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.failure;
    }
    terminal.stderr.write(`nthlayer: ${messageOf(error)}\n`);
    return EXIT.failure;
  }
}

/** What a person can mend is said in a line; anything else is a mistake of ours, and says where. */
function messageOf(error: unknown): string {
  if (error instanceof Failure || error instanceof InputError) {
    return visible(error.message);
  }
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

function createProgram(
  terminal: Terminal,
  end: (exitCode: number) => void,
): Command {
  const program = new Command('nthlayer')
    .description(
      'SLOs, alert rules, dashboards and error budgets of catalog entities and spec files',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: text => terminal.stdout.write(text),
      writeErr: text => terminal.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help shows the options and examples)')
    .addHelpText(
      'after',
      `${examples(
        'nthlayer validate catalog-info.yaml',
        'nthlayer generate services --out generated',
        'nthlayer lint catalog-info.yaml --prometheus http://localhost:9090',
        'nthlayer budget catalog-info.yaml --prometheus http://localhost:9090',
        'nthlayer explain catalog-info.yaml',
        'nthlayer convert service.yaml --to servicespec',
      )}\nExit codes: 0 all is well, 1 something was found, 2 wrong usage or failure.\n`,
    );
  const run = { program, terminal, end };
  addValidate(run);
  addGenerate(run);
  addLint(run);
  addBudget(run);
  addExplain(run);
  addConvert(run);
  return program;
}
