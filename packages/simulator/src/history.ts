import { writeDemoHistory } from './history/writeDemoHistory';

// Entry point of a process of its own: writes history to a file and ends.
writeDemoHistory(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
