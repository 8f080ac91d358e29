import { mockServices } from '@backstage/backend-test-utils';
import { StatusSignals } from './StatusSignals';

const NOW = Date.UTC(2026, 2, 10);

describe('StatusSignals', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function setUp() {
    const published: number[] = [];
    const publish = jest.fn(async ({ message }) => {
      published.push(message.evaluatedAtMs - NOW);
    });
    const logger = mockServices.logger.mock();
    const clock = { now: () => Date.now() };
    const options = { signals: { publish }, clock, logger };
    return {
      logger,
      publish,
      published,
      statuses: StatusSignals.create(options),
    };
  }

  it('tells of the second of two data sources a little later, and of both once', async () => {
    const { statuses, published } = setUp();
    await statuses.statusesSaved();
    expect(published).toEqual([0]);
    await jest.advanceTimersByTimeAsync(300);
    await statuses.statusesSaved();
    await jest.advanceTimersByTimeAsync(300);
    await statuses.statusesSaved();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(published).toEqual([0, 5_000]);
    await statuses.statusesSaved();
    expect(published).toEqual([0, 5_000, 60_600]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(published).toHaveLength(3);
  });

  it('goes on after a signal that is not taken', async () => {
    const { statuses, publish, published, logger } = setUp();
    await statuses.statusesSaved();
    publish.mockRejectedValueOnce(new Error('gone'));
    await statuses.statusesSaved();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(5_000);
    await statuses.statusesSaved();
    expect(published).toEqual([0, 10_000]);
  });
});
