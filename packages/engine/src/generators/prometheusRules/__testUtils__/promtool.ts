import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findTool } from '../../../promql/__testUtils__/findTool';

const run = promisify(execFile);

/** Runs promtool in a folder with these files; its output, or an error that holds it. */
export async function promtool(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
    }
    const { stdout, stderr } = await run(findTool('promtool') ?? '', args, {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      // a third of the work is collecting garbage otherwise; others run beside it
      env: { ...process.env, GOGC: '400', GOMAXPROCS: '1' },
    });
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
