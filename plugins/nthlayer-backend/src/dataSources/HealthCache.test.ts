import { FakeClock } from '../__testUtils__/FakeClock';
import { FakeDataSource } from '../__testUtils__/FakeDataSource';
import { HealthCache } from './HealthCache';

describe('HealthCache', () => {
  it('asks once for many callers and again after 15 seconds', async () => {
    const clock = new FakeClock();
    const cache = HealthCache.create({ clock });
    const source = new FakeDataSource();
    const ask = jest.spyOn(source, 'health');
    await Promise.all([cache.check(source), cache.check(source)]);
    await cache.check(source);
    expect(ask).toHaveBeenCalledTimes(1);
    clock.nowMs += 15_000;
    await cache.check(source);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('knows since when a source is down', async () => {
    const clock = new FakeClock();
    const cache = HealthCache.create({ clock });
    const source = new FakeDataSource();
    jest.spyOn(source, 'health').mockRejectedValue(new Error('secret'));
    const first = await cache.check(source);
    expect(first.health.problem?.code).toBe('unreachable');
    expect(JSON.stringify(first)).not.toContain('secret');
    clock.nowMs += 60_000;
    const second = await cache.check(source);
    expect(second.downSinceMs).toBe(first.checkedAtMs);
    jest.spyOn(source, 'health').mockResolvedValue({ state: 'up' });
    clock.nowMs += 60_000;
    expect((await cache.check(source)).downSinceMs).toBeUndefined();
  });
});
