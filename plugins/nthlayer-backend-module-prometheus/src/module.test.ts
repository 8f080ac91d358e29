import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DataSourceFactory,
  nthlayerDataSourcesExtensionPoint,
} from '@nthlayer/backstage-plugin-nthlayer-node';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
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

    const headers = {
      get date(): string {
        throw new TypeError('Something is wrong on our side');
      },
    };
    const undici = jest.requireActual<typeof import('undici')>('undici');
    const request = jest.spyOn(undici, 'request');
    request.mockResolvedValue({
      statusCode: 200,
      headers,
      body: Readable.from([]),
    } as unknown as Dispatcher.ResponseData);
    expect(await create().health()).toMatchObject({
      state: 'down',
      problem: { code: 'query-failed' },
    });
    request.mockRestore();
    expect(logger.error).toHaveBeenCalledWith(
      'The data source main failed',
      expect.objectContaining({ name: 'TypeError' }),
    );
  });
});
