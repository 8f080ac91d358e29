import { mockServices } from '@backstage/backend-test-utils';
import { exampleSlo } from '../__testUtils__/examples';
import { FakeDataSource, tileSeries } from '../__testUtils__/FakeDataSource';
import { MINUTE_MS } from '../durations';
import { readSliTiles } from './readSliTiles';

const range = { startMs: 0, endMs: MINUTE_MS, stepMs: MINUTE_MS };
const requests = ['a', 'b'].map(key => ({ key, sli: exampleSlo(key).sli }));

function options(timeoutMs: number) {
  const { signal } = new AbortController();
  return { timeoutMs, signal, logger: mockServices.logger.mock() };
}

describe('readSliTiles', () => {
  it('keeps what a source has answered when its time is over', async () => {
    const source = new FakeDataSource();
    const read = jest.fn<
      ReturnType<FakeDataSource['readTiles']>,
      [unknown, unknown, { signal: AbortSignal }]
    >(async (_slis, _range, { signal }) => {
      await new Promise(resolve => signal.addEventListener('abort', resolve));
      const problem = { code: 'timeout' as const, message: 'Too slow' };
      return {
        queries: 2,
        slis: [
          { key: 'a', series: [tileSeries(range)] },
          { key: 'b', series: [], problem },
        ],
      };
    });
    const answers = await readSliTiles(
      Object.assign(source, { readTiles: read }),
      requests,
      range,
      options(1000),
    );
    expect(answers.get('a')?.problem).toBeUndefined();
    expect(answers.get('a')?.series[0].total[0]).toBe(100);
    expect(answers.get('b')?.problem?.code).toBe('timeout');
  });

  it('gives up a source that does not listen, quietly', async () => {
    const source = new FakeDataSource();
    source.mishap = 'hangs';
    const given = options(100);
    const answers = await readSliTiles(source, requests, range, given);
    expect([...answers.values()].map(sli => sli.problem?.code)).toEqual([
      'timeout',
      'timeout',
    ]);
    expect(given.logger.warn).not.toHaveBeenCalled();
  });

  it('logs why a source failed', async () => {
    const source = new FakeDataSource();
    source.mishap = 'throws';
    const given = options(1000);
    const answers = await readSliTiles(source, requests, range, given);
    expect(answers.get('a')?.problem?.code).toBe('unreachable');
    expect(given.logger.warn).toHaveBeenCalledWith(
      'Reading of main failed',
      expect.objectContaining({
        message: expect.stringContaining('ECONNREFUSED'),
      }),
    );
  });
});
