import { execFileSync } from 'node:child_process';
import { DAY_MS, HOUR_MS } from '../profile/durations';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';
import { CounterRequest } from './messages';
import { startCounterReader } from './startCounterReader';

const START = 20_000 * DAY_MS;
const request: CounterRequest = {
  service: steadyService('shop', { errorRatio: 0.1 }),
  seed: 3,
  metric: 'http_requests_total',
  range: { fromMs: START, toMs: START + HOUR_MS },
  options: { labels: { status: '500' } },
};
const { service, seed, metric, range, options } = request;
const expected = simulate(service, seed).counters(metric, range, options);

/** Runs where TypeScript is loaded as the Backstage CLI does it for a backend in development. */
function runInBackend(body: string): unknown {
  const script = `
    const { startCounterReader } = require('@nthlayer/simulator');
    const request = ${JSON.stringify(request)};
    (async () => {
      const reader = await startCounterReader();
      ${body}
    })();`;
  const loader = require.resolve('@backstage/cli/config/nodeTransform.cjs');
  const output = execFileSync(
    process.execPath,
    ['--require', loader, '-e', script],
    { cwd: __dirname, encoding: 'utf8', timeout: 20_000 },
  );
  return JSON.parse(output);
}

describe('startCounterReader', () => {
  it('works on a thread of its own in a backend, and lets the process end', () => {
    const answer = runInBackend(`
      const [first] = await reader.counters(request);
      process.stdout.write(JSON.stringify({
        mode: reader.mode,
        times: [...first.timesMs],
        values: [...first.values],
      }));`);
    expect(answer).toEqual({
      mode: 'worker',
      times: [...expected[0].timesMs],
      values: [...expected[0].values],
    });
  }, 30_000);

  it('reports errors, aborts and its end', () => {
    const answer = runInBackend(`
      const said = promise => promise.then(() => 'fine', error => error.name + ' ' + error.message);
      const bad = { ...request, service: { ...request.service, scrapeIntervalMs: 0 } };
      const controller = new AbortController();
      const aborted = said(reader.counters(request, { signal: controller.signal }));
      controller.abort();
      const answers = [await said(reader.counters(bad)), await aborted, await said(reader.counters(request))];
      const open = said(reader.counters(request));
      await reader.close();
      answers.push(await open, await said(reader.counters(request)));
      process.stdout.write(JSON.stringify(answers));`);
    expect(answer).toEqual([
      expect.stringContaining('scrapeIntervalMs'),
      expect.stringContaining('AbortError'),
      'fine',
      'Error The worker has ended',
      'Error The worker has ended',
    ]);
  }, 30_000);

  it('keeps the process until the thread has ended, also when an answer is on the way', () => {
    const answer = runInBackend(`
      const asked = reader.counters(request).catch(error => error.message);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      await reader.close();
      process.stdout.write(JSON.stringify(await asked));`);
    expect(answer).toBe('The worker has ended');
  }, 30_000);

  it('works in this thread where a worker cannot load the script', async () => {
    const reader = await startCounterReader();
    expect(reader.mode).toBe('in-process');
    expect(await reader.counters(request)).toEqual(expected);
    const signal = AbortSignal.abort();
    await expect(
      reader.counters(
        { ...request, range: { ...range, fromMs: 0 } },
        { signal },
      ),
    ).rejects.toThrow(/abort/i);
    await reader.close();
  });
});
