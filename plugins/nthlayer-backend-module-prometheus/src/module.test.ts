import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DataSourceFactory,
  nthlayerDataSourcesExtensionPoint,
} from '@nthlayer/backstage-plugin-nthlayer-node';
import nthlayerModulePrometheus from '.';

describe('nthlayerModulePrometheus', () => {
  it('serves the type prometheus with a data source of the configured name', async () => {
    const factories: DataSourceFactory[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          nthlayerDataSourcesExtensionPoint,
          { addFactory: factory => void factories.push(factory) },
        ],
      ],
      features: [nthlayerModulePrometheus],
    });
    await backend.stop();

    expect(factories.map(({ type }) => type)).toEqual(['prometheus']);
    const logger = mockServices.logger.mock();
    const create = () =>
      factories[0].create({
        name: 'main',
        config: new ConfigReader({
          url: 'http://127.0.0.1:1',
          scrapeInterval: '30s',
        }),
        environments: ['production'],
        logger,
      });
    const source = create();
    expect(source).toMatchObject({
      id: 'main',
      simulated: false,
      scrapeIntervalMs: 30_000,
    });
    expect(await source.health()).toMatchObject({
      state: 'down',
      problem: { code: 'unreachable' },
    });
    expect(logger.error).not.toHaveBeenCalled();

    const noResponse = { status: 200, body: null } as Response;
    const fetching = jest.spyOn(global, 'fetch').mockResolvedValue(noResponse);
    expect(await create().health()).toMatchObject({
      state: 'down',
      problem: { code: 'query-failed' },
    });
    fetching.mockRestore();
    expect(logger.error).toHaveBeenCalledWith(
      'The data source main failed',
      expect.objectContaining({ name: 'TypeError' }),
    );
  });
});
