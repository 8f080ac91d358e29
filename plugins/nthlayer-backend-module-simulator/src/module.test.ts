import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DataSourceFactory,
  nthlayerDataSourcesExtensionPoint,
} from '@nthlayer/backstage-plugin-nthlayer-node';
import nthlayerModuleSimulator from '.';

describe('nthlayerModuleSimulator', () => {
  it('serves the type simulator, marked as such, and stops with the backend', async () => {
    const factories: DataSourceFactory[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          nthlayerDataSourcesExtensionPoint,
          { addFactory: factory => void factories.push(factory) },
        ],
      ],
      features: [nthlayerModuleSimulator],
    });
    expect(factories.map(({ type }) => type)).toEqual(['simulator']);
    const create = (config: object) =>
      factories[0].create({
        name: 'demo',
        config: new ConfigReader({ ...config }),
        environments: [],
        logger: mockServices.logger.mock(),
      });
    const source = create({ seed: 3 });
    expect(source).toMatchObject({
      id: 'demo',
      simulated: true,
      scrapeIntervalMs: 15_000,
    });
    expect(await source.health()).toEqual({ state: 'up' });
    for (const wrong of [{ seed: 1.5 }, { unknownServices: 'wild' }]) {
      expect(() => create(wrong)).toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    }
    await backend.stop();
  });
});
