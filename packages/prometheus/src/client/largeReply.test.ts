import {
  LocalServer,
  matrixReply,
  sendJson,
  startLocalServer,
} from '../__testUtils__/localServer';
import { ParseThread } from './parsing/ParseThread';
import { PrometheusClient } from './prometheusClient';

const LOADER = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const ROWS = 4_000;
const RANGE = { startMs: 60_000, endMs: 120_000, stepMs: 60_000 };

/** Its thread loads TypeScript as that of a backend in development does. */
describe('a large reply', () => {
  let server: LocalServer;
  let cut = false;

  beforeAll(async () => {
    jest.replaceProperty(process, 'execArgv', ['--require', LOADER]);
    server = await startLocalServer((_, response) => {
      const rows = Array.from({ length: ROWS }, (__, row) => ({
        metric: { service: `service-${row}`, region: 'somewhere' },
        values: [
          [60, String(row)],
          [120, 'NaN'],
        ] as [number, string][],
      }));
      const twice = cut ? [...rows, rows[0]] : rows;
      sendJson(response, matrixReply(twice));
    });
  });
  afterAll(() => server.close());

  it('is read on a thread of its own, and no less strictly', async () => {
    const parse = jest.spyOn(ParseThread.prototype, 'parse');
    const client = PrometheusClient.create({ url: server.url });
    const rows = await client.queryRange('m', RANGE);
    expect(rows).toHaveLength(ROWS);
    expect(rows.at(-1)).toEqual({
      labels: { region: 'somewhere', service: `service-${ROWS - 1}` },
      timesMs: [60_000, 120_000],
      values: [ROWS - 1, NaN],
    });
    cut = true;
    await expect(client.queryRange('m', RANGE)).rejects.toMatchObject({
      problem: { code: 'bad-reply' },
    });
    expect(parse).toHaveBeenCalledTimes(2);
  });
});
