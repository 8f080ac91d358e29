import { runProgram } from '../program/runProgram';
import { Terminal, TextStream } from '../terminal/Terminal';

/** A stream that keeps what is written to it. */
export class FakeStream implements TextStream {
  readonly isTTY: boolean;
  text = '';

  constructor(isTTY: boolean = false) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }
}

/** A terminal in a folder; its clock stands still unless it is moved. */
export class FakeTerminal implements Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdout: FakeStream;
  readonly stderr: FakeStream;
  stdin: AsyncIterable<string>;
  nowMs = Date.parse('2026-03-01T00:00:00Z');
  readonly #interruption = new AbortController();

  constructor(options: {
    cwd: string;
    input?: string;
    isTTY?: boolean;
    env?: Record<string, string>;
  }) {
    this.cwd = options.cwd;
    this.env = options.env ?? {};
    this.stdin = linesOf(options.input ?? '');
    this.stdout = new FakeStream(options.isTTY);
    this.stderr = new FakeStream(options.isTTY);
  }

  now(): number {
    return this.nowMs;
  }

  interruption(): AbortSignal {
    return this.#interruption.signal;
  }

  interrupt(): void {
    this.#interruption.abort();
  }
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.match(/[^\n]*\n?/g) ?? [];
}

/** Runs the program in a folder. */
export async function run(
  cwd: string,
  args: readonly string[],
  options: {
    input?: string;
    isTTY?: boolean;
    env?: Record<string, string>;
  } = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const terminal = new FakeTerminal({ cwd, ...options });
  const exitCode = await runProgram(args, terminal);
  return {
    exitCode,
    stdout: terminal.stdout.text,
    stderr: terminal.stderr.text,
  };
}
