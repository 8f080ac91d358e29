import { Command } from 'commander';
import { Terminal } from '../terminal/Terminal';

/** What a command is added to the program with. */
export interface Run {
  readonly program: Command;
  readonly terminal: Terminal;
  /** Told of the exit code once the command has done its work. */
  readonly end: (exitCode: number) => void;
}
