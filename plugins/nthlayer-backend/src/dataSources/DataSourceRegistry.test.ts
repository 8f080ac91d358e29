import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { FakeDataSource } from '../__testUtils__/FakeDataSource';
import { RecordingMetrics } from '../__testUtils__/RecordingMetrics';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { ReadingMetrics } from '../metrics/ReadingMetrics';
import { DataSourceRegistry } from './DataSourceRegistry';

const NOON = Date.UTC(2026, 2, 10, 12);

/** A registry as the plugin makes it, with one source that is measured. */
function registryOf(
  source: Partial<Record<'scrapeIntervalMs' | 'delayMs', number>>,
) {
  const create = ({ name }: { name: string }) =>
    Object.assign(new FakeDataSource(name), source);
  return DataSourceRegistry.create({
    entries: [
      {
        name: 'main',
        type: 'fake',
        default: true,
        environments: [],
        config: new ConfigReader({}),
        path: 'nthlayer.dataSources[0]',
      },
    ],
    factories: new Map([['fake', { type: 'fake', create }]]),
    logger: mockServices.logger.mock(),
    metrics: ReadingMetrics.create(new RecordingMetrics()),
  });
}

describe('DataSourceRegistry', () => {
  it.each([
    [{}, 30],
    [{ delayMs: undefined }, 30],
    [{ scrapeIntervalMs: 60_000 }, 120],
    [{ delayMs: 45_000 }, 75],
    [{ delayMs: 45_500 }, 75.5],
    [{ scrapeIntervalMs: 60_000, delayMs: 900_000 }, 1020],
  ])('reads tiles of %j %d seconds after their end', (source, seconds) => {
    const registry = registryOf(source);
    const readyMs = NOON + seconds * SECOND_MS;
    expect(registry.newestTileEnd('main', readyMs)).toBe(NOON);
    expect(registry.newestTileEnd('main', readyMs - 1)).toBe(NOON - MINUTE_MS);
    expect(registry.newestTileEnd('main', readyMs + MINUTE_MS - 1)).toBe(NOON);
  });

  it('takes what is not configured for one without a delay', () => {
    const registry = registryOf({ delayMs: 900_000 });
    expect(registry.delayMs('main')).toBe(900_000);
    expect(registry.delayMs('gone')).toBe(0);
    expect(registry.newestTileEnd('gone', NOON + 30 * SECOND_MS)).toBe(NOON);
  });
});
