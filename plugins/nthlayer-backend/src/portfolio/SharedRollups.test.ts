import { FakeClock } from '../__testUtils__/FakeClock';
import { SECOND_MS } from '../durations';
import { PortfolioStore, RollupQuery } from './PortfolioStore';
import { SharedRollups } from './SharedRollups';

const whole = { isWhole: true, key: 'all', visible: jest.fn() };

function setUp() {
  const asked: RollupQuery[] = [];
  const store = {
    version: 'one',
    failure: undefined as Error | undefined,
  };
  const portfolio = {
    version: async () => store.version,
    rollup: async (query: RollupQuery) => {
      asked.push(query);
      if (store.failure) {
        throw store.failure;
      }
      return [];
    },
  } as Partial<PortfolioStore> as PortfolioStore;
  const clock = new FakeClock();
  return {
    asked,
    clock,
    store,
    rollups: SharedRollups.create({ clock, portfolio }),
  };
}

describe('shared roll-ups', () => {
  it('are made once for all who ask for the same', async () => {
    const { asked, rollups } = setUp();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        rollups.rollup({ by: 'state', tier: 'low' }, whole),
      ),
    );
    await rollups.rollup({ tier: 'low', by: 'state' }, whole);
    expect(asked).toHaveLength(1);
    await rollups.rollup({ by: 'state', tier: 'high' }, whole);
    await rollups.rollup({ by: 'state' }, whole);
    await rollups.rollup({ by: 'owner' }, whole);
    const values = (owner: string) => ({
      key: 'owner' as const,
      values: [owner],
    });
    await rollups.rollup({ by: 'owner', criteria: values('a') }, whole);
    await rollups.rollup({ by: 'owner', criteria: values('b') }, whole);
    expect(asked).toHaveLength(6);
  });

  it('are made anew after an evaluation, here or by another replica, and after half a minute', async () => {
    const { asked, clock, rollups, store } = setUp();
    const ask = async () => {
      await rollups.rollup({ by: 'state' }, whole);
      await rollups.rollup({ by: 'state' }, whole);
      return asked.length;
    };
    expect(await ask()).toBe(1);
    store.version = 'two';
    expect(await ask()).toBe(2);
    await rollups.statusesSaved();
    expect(await ask()).toBe(3);
    clock.nowMs += 29 * SECOND_MS;
    expect(await ask()).toBe(3);
    clock.nowMs += SECOND_MS;
    expect(await ask()).toBe(4);
  });

  it('are asked for again after a failure', async () => {
    const { asked, rollups, store } = setUp();
    store.failure = new Error('connection lost');
    const failed = rollups.rollup({ by: 'state' }, whole);
    await expect(failed).rejects.toThrow('connection lost');
    store.failure = undefined;
    expect(await rollups.rollup({ by: 'state' }, whole)).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('are kept of a hundred filters, the last ones', async () => {
    const { asked, rollups } = setUp();
    for (let filter = 0; filter <= 100; filter++) {
      await rollups.rollup({ by: 'state', text: String(filter) }, whole);
    }
    await rollups.rollup({ by: 'state', text: '1' }, whole);
    expect(asked).toHaveLength(101);
    await rollups.rollup({ by: 'state', text: '0' }, whole);
    expect(asked).toHaveLength(102);
  });
});
