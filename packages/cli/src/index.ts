/**
 * The command line of NthLayer.
 *
 * @packageDocumentation
 */
import { runProgram } from './program/runProgram';
import { processTerminal } from './terminal/processTerminal';

// A reader that has seen enough, such as `head`, is no failure, and does not change what was found.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!['EPIPE', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')) {
      process.exit(2);
    }
  });
}

runProgram(process.argv.slice(2), processTerminal()).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`nthlayer: ${String(error)}\n`);
    process.exitCode = 2;
  },
);
