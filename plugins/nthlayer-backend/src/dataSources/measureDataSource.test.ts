import { exampleSlo, serviceOf } from '../__testUtils__/examples';
import { FakeDataSource } from '../__testUtils__/FakeDataSource';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { MINUTE_MS } from '../durations';
import { ReadingMetrics } from '../metrics/ReadingMetrics';
import { measureDataSource } from './measureDataSource';

const range = { startMs: 0, endMs: 10 * MINUTE_MS, stepMs: MINUTE_MS };

describe('measureDataSource', () => {
  it('counts queries, tiles and problems, and changes nothing', async () => {
    const metrics = new RecordingMetrics();
    const source = new FakeDataSource('main');
    source.counts = startMs =>
      startMs < 3 * MINUTE_MS ? undefined : { bad: 1, total: 2 };
    source.problem = {
      problem: { code: 'query-failed', message: 'No' },
      matches: sli => serviceOf(sli) === 'b',
    };
    const measured = measureDataSource(source, ReadingMetrics.create(metrics));
    const slis = ['a', 'b'].map(key => ({ key, sli: exampleSlo(key).sli }));
    const batch = await measured.readTiles(slis, range);
    expect(batch).toEqual(await source.readTiles(slis, range));
    expect(await metrics.collect()).toEqual({
      'reading.queries{"data_source":"main"}': 1,
      'reading.duration{"data_source":"main"}': 1,
      'reading.tiles{"data_source":"main","state":"known"}': 7,
      'reading.tiles{"data_source":"main","state":"unknown"}': 13,
      'reading.problems{"data_source":"main","code":"query-failed"}': 1,
    });
    expect(measured).toMatchObject({ scrapeIntervalMs: 15_000, delayMs: 0 });
    expect(measured.inspect).toBeUndefined();
    expect(await measured.health()).toEqual({ state: 'up' });
  });
});
