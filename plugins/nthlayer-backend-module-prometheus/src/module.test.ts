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
    const source = factories[0].create({
      name: 'main',
      config: new ConfigReader({
        url: 'http://127.0.0.1:1',
        scrapeInterval: '30s',
      }),
      environments: ['production'],
      logger: mockServices.logger.mock(),
    });
    expect(source).toMatchObject({
      id: 'main',
      simulated: false,
      scrapeIntervalMs: 30_000,
    });
    expect(await source.health()).toMatchObject({
      state: 'down',
      problem: { code: 'unreachable' },
    });
  });
});
