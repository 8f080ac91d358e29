import { createDeferred } from '@backstage/types';
import { exclusively } from './exclusively';

describe('exclusively', () => {
  const { signal } = new AbortController();

  it('leaves a turn out while one is running', async () => {
    const gate = createDeferred();
    const task = jest.fn(() => gate);
    const run = exclusively(task);
    const first = run(signal);
    expect(await run(signal)).toBe(false);
    gate.resolve();
    expect(await first).toBe(true);
    expect(await run(signal)).toBe(true);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('runs again after a failure', async () => {
    const task = jest.fn().mockRejectedValueOnce(new Error('broken'));
    const run = exclusively(task);
    await expect(run(signal)).rejects.toThrow('broken');
    expect(await run(signal)).toBe(true);
  });
});
