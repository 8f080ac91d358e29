import { ConfigReader } from '@backstage/config';
import { readNthlayerConfig } from './readNthlayerConfig';

function read(nthlayer?: object) {
  return readNthlayerConfig(
    new ConfigReader(
      nthlayer ? { nthlayer: JSON.parse(JSON.stringify(nthlayer)) } : {},
    ),
  );
}

describe('readNthlayerConfig', () => {
  it('has defaults for everything', () => {
    expect(read()).toEqual({
      dataSources: [],
      serviceLabel: 'service',
      outputs: [],
      budgetAlerts: { enabled: true, thresholds: [75, 85, 95], burn: true },
      syncMs: 30_000,
      tickMs: 60_000,
      specFilesMs: 300_000,
      retention: {
        minuteMs: 3 * 86_400_000,
        fiveMinutesMs: 35 * 86_400_000,
        hourMs: 400 * 86_400_000,
      },
    });
  });

  it('reads every key', () => {
    const config = read({
      dataSources: [
        {
          name: 'prod',
          type: 'prometheus',
          environments: ['eu', 'us'],
          default: true,
          url: 'http://localhost:9090',
        },
      ],
      serviceLabel: 'app',
      defaultTier: 'low',
      tiers: { low: { availability: 99 } },
      outputs: ['alertmanager', 'mimir-rules'],
      schedule: {
        sync: { seconds: 5 },
        tick: '2 minutes',
        specFiles: '1 hour',
      },
      history: 'P7D',
      retention: { minutes: '2 days', hours: 'P100D' },
    });
    expect(config).toMatchObject({
      dataSources: [
        {
          name: 'prod',
          type: 'prometheus',
          environments: ['eu', 'us'],
          default: true,
        },
      ],
      serviceLabel: 'app',
      defaultTier: 'low',
      tiers: { low: { availability: 0.99 } },
      outputs: ['alertmanager', 'mimir-rules'],
      syncMs: 5000,
      tickMs: 120_000,
      specFilesMs: 3_600_000,
      historyMs: 7 * 86_400_000,
      retention: {
        minuteMs: 2 * 86_400_000,
        fiveMinutesMs: 35 * 86_400_000,
        hourMs: 100 * 86_400_000,
      },
    });
    expect(config.dataSources[0].config.getString('url')).toContain('9090');
  });

  it('keeps minutes no longer than five minutes', () => {
    const { retention } = read({
      retention: { minutes: '10 days', fiveMinutes: '4 days' },
    });
    expect(retention).toMatchObject({
      minuteMs: 4 * 86_400_000,
      fiveMinutesMs: 4 * 86_400_000,
    });
  });

  const source = { name: 'a', type: 'prometheus' };
  it.each([
    [{ dataSources: [source, source] }, 'nthlayer.dataSources[1].name'],
    [
      {
        dataSources: [
          { ...source, default: true },
          { ...source, name: 'b', default: true },
        ],
      },
      'nthlayer.dataSources[1].default',
    ],
    [
      { dataSources: [{ ...source, environments: ['x', 'x'] }] },
      'nthlayer.dataSources[0].environments[1]',
    ],
    [
      { dataSources: [{ ...source, name: '' }] },
      'nthlayer.dataSources[0].name',
    ],
    [
      { dataSources: [{ ...source, name: 'a b' }] },
      'nthlayer.dataSources[0].name',
    ],
    [{ dataSources: [{ name: 'a' }] }, 'nthlayer.dataSources[0].type'],
    [{ serviceLabel: 'a-b' }, 'nthlayer.serviceLabel'],
    [{ defaultTier: 'gold' }, 'nthlayer.defaultTier'],
    [
      { outputs: ['alertmanager', 'mimir-rule'] },
      'nthlayer.outputs[1]: "mimir-rule" is not an output. Did you mean mimir-rules?',
    ],
    [{ outputs: ['toString'] }, 'nthlayer.outputs[0]'],
    [{ outputs: 'alertmanager' }, 'nthlayer.outputs'],
    [{ outputs: [3] }, 'nthlayer.outputs[0]'],
    [{ tiers: { low: { availability: 101 } } }, 'nthlayer.tiers.low'],
    [{ schedule: { specFiles: '1ms' } }, 'nthlayer.schedule.specFiles'],
    [
      { retention: { fiveMinutes: '3 days' } },
      'nthlayer.retention.fiveMinutes',
    ],
    [{ schedule: { tick: 'soon' } }, 'nthlayer.schedule.tick'],
    [{ schedule: { sync: { milliseconds: 1 } } }, 'nthlayer.schedule.sync'],
  ])('names the path of what is wrong in %j', (nthlayer, path) => {
    const message = (() => {
      try {
        read(nthlayer);
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    expect(message.replaceAll("'", '')).toContain(path);
  });
});
