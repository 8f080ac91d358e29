/**
 * The command line of NthLayer.
 *
 * @packageDocumentation
 */
import { runProgram } from './program/runProgram';
import { processTerminal } from './terminal/processTerminal';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

runProgram(process.argv.slice(2), processTerminal()).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`nthlayer: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
