import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaskThread } from './TaskThread';

const READY = 'parentPort.postMessage({ ready: true });';
/** It keeps listening, and no task is ever done. */
const SILENT = `parentPort.on('message', () => {}); ${READY}`;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'nthlayer-thread-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function start(body: string): Promise<TaskThread | undefined> {
  const script = join(directory, 'worker.cjs');
  writeFileSync(
    script,
    `const { parentPort } = require('node:worker_threads'); ${body}`,
  );
  return TaskThread.start(() => script);
}

async function started(body: string): Promise<TaskThread> {
  const thread = await start(body);
  if (!thread) {
    throw new Error('No thread could be had.');
  }
  return thread;
}

describe('TaskThread', () => {
  it('ends with all that waits when a task is not done in time', async () => {
    const thread = await started(SILENT);
    const results = Promise.allSettled([
      thread.run('first', 'input', { timeoutMs: 20 }),
      thread.run('second', 'input', { timeoutMs: 60_000 }),
    ]);
    expect([thread.ended, thread.length]).toEqual([false, 2]);

    const reason = new Error('The task first was not done in 20 ms');
    expect(await results).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ]);
    expect([thread.ended, thread.length]).toEqual([true, 0]);
  });

  it('goes on with the others when nobody waits for a task any more', async () => {
    const thread = await started(
      `parentPort.on('message', ({ id, task }) => {
        if (task === 'second') {
          parentPort.postMessage({ id, done: true });
        }
      }); ${READY}`,
    );
    const given = new AbortController();
    const first = thread.run('first', 'input', {
      timeoutMs: 60_000,
      signal: given.signal,
    });
    given.abort(new Error('given up'));
    await expect(first).rejects.toThrow('given up');
    await thread.run('second', 'input', { timeoutMs: 60_000 });
    expect([thread.ended, thread.length]).toEqual([false, 0]);
  });

  it('ends when its script does', async () => {
    const thread = await started(
      `parentPort.on('message', () => process.exit()); ${READY}`,
    );
    await expect(
      thread.run('first', 'input', { timeoutMs: 60_000 }),
    ).rejects.toThrow('The thread has ended');
    expect(thread.ended).toBe(true);
  });

  it('is not had where its script cannot be run or read', async () => {
    expect(await start('throw new Error("cannot");')).toBeUndefined();
    const missing = () => {
      throw new Error('There is no such file.');
    };
    expect(await TaskThread.start(missing)).toBeUndefined();
  });
});
