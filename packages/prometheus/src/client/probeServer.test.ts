import { probeServer, ProbeReply } from './probeServer';

type Answer = Partial<Omit<ProbeReply, 'body'>> & { body?: unknown };

async function probe(answers: Record<string, Answer>) {
  const asked: string[] = [];
  const info = await probeServer(async path => {
    asked.push(path);
    const { body = '', ...rest } = answers[path] ?? { status: 404 };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { status: 200, serverHostname: null, body: text, ...rest };
  });
  return { info, asked };
}

const buildOf = (data: object) => ({
  'api/v1/status/buildinfo': { body: { status: 'success', data } },
});
const thanos = {
  'api/v1/stores': { body: { status: 'success', data: { sidecar: [] } } },
};
const victoria = { serverHostname: 'vm-0' };

describe('probeServer', () => {
  it.each<[string, Record<string, Answer>, object | undefined]>([
    [
      'Prometheus',
      buildOf({ version: '2.42.0+ds', revision: 'x', goVersion: 'go1.19' }),
      { flavour: 'prometheus', version: '2.42.0+ds' },
    ],
    [
      'Mimir',
      buildOf({ application: 'Grafana Mimir', version: 'r249-5bedc7a1-WIP' }),
      { flavour: 'mimir', version: 'r249-5bedc7a1-WIP' },
    ],
    [
      'Thanos',
      { ...buildOf({ version: '0.31.0', goVersion: 'go1.20' }), ...thanos },
      { flavour: 'thanos', version: '0.31.0' },
    ],
    [
      'VictoriaMetrics',
      {
        'api/v1/status/buildinfo': {
          ...victoria,
          body: { status: 'success', data: { version: '2.24.0' } },
        },
        metrics: {
          body: 'vm_app_version{version="victoria-metrics-2023", short_version="v1.87.3"} 1\n',
        },
      },
      { flavour: 'victoriametrics', version: 'v1.87.3' },
    ],
    [
      'VictoriaMetrics that does not tell its version',
      { 'api/v1/status/buildinfo': { ...victoria, body: '{}' } },
      { flavour: 'victoriametrics' },
    ],
    ['a server that does not tell', {}, undefined],
    ['HTML', { 'api/v1/status/buildinfo': { body: '<html>' } }, undefined],
    ['something else', buildOf({ version: '1.0' }), undefined],
    [
      'an error with what looks like an answer',
      {
        'api/v1/status/buildinfo': {
          status: 500,
          body: { data: { version: '1', revision: 'x' } },
        },
      },
      undefined,
    ],
    [
      'a version that is none',
      buildOf({ version: '<img src=x>', revision: 'x' }),
      { flavour: 'prometheus' },
    ],
  ])('knows %s', async (_, answers, info) => {
    expect((await probe(answers)).info).toEqual(info);
  });
});
