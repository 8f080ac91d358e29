import request from 'supertest';
import { createApi } from '../__testUtils__/createApi';
import { databases } from '../__testUtils__/databases';
import { MINUTE_MS } from '../durations';

jest.setTimeout(60_000);

const { signal } = new AbortController();
const HOUR_MS = 60 * MINUTE_MS;
const PATH = '/services/component/default/payment-api';
const EXCLUSIONS = `${PATH}/exclusions`;
const ROLLUPS =
  '/portfolio/rollups?by=tier&text=payment&environment=production';

type Api = Awaited<ReturnType<typeof createApi>>;

/** An outage from four to three hours ago; one event in a hundred is bad at any other time. */
async function withOutage(options: Parameters<typeof createApi>[0] = {}) {
  const api = await createApi(options);
  const startMs = api.clock.nowMs - 4 * HOUR_MS;
  const endMs = startMs + HOUR_MS;
  api.source.counts = t => ({
    bad: t >= startMs && t < endMs ? 100 : 1,
    total: 100,
  });
  await api.backfill.run(signal);
  const outage = { name: 'upgrade', reason: 'new database', startMs, endMs };
  return { ...api, outage };
}

function post({ app }: Api, body: object, path: string = EXCLUSIONS) {
  return request(app).post(path).send(body);
}

async function statusOf({ get }: Api, slo: string) {
  const { body } = await get(PATH);
  return body.slos.find((each: { name: string }) => each.name === slo).groups[0]
    .status;
}

/** Where an hour is marked as excluded. */
async function marks({ get }: Api): Promise<Record<string, string[]>> {
  const paths = ['/services', '/portfolio', ROLLUPS];
  const marked = await Promise.all(
    paths.map(async path => {
      const { items } = (await get(path)).body;
      return items
        .map((item: { worst: object }) =>
          path.includes('rollups') ? item.worst : item,
        )
        .filter((item: object) => 'excludedMs' in item)
        .map(
          (item: { name: string; environment: string; excludedMs: number }) =>
            item.excludedMs === HOUR_MS && `${item.name} ${item.environment}`,
        );
    }),
  );
  return Object.fromEntries(paths.map((path, at) => [path, marked[at]]));
}

describe.each(databases.eachSupportedId())('exclusions on %s', databaseId => {
  it('take a time out of the budgets, and give it back', async () => {
    const api = await withOutage({ databaseId });
    const before = await statusOf(api, 'availability');
    const added = await post(api, { ...api.outage, slo: 'availability' });
    expect(added.status).toBe(201);
    expect(added.body).toEqual({
      ...api.outage,
      id: expect.any(String),
      slo: 'availability',
      environment: 'production',
      author: 'user:default/mock',
      createdAtMs: api.clock.nowMs,
      retroactive: true,
    });
    const after = await statusOf(api, 'availability');
    expect(after.sums).toEqual({
      bad: before.sums.bad - 6000,
      total: before.sums.total - 6000,
      knownTiles: before.sums.knownTiles - 60,
      expectedTiles: before.sums.expectedTiles - 60,
      excludedTiles: 60,
    });
    const [hour, sixHours] = after.burn;
    expect(hour.sums).not.toHaveProperty('excludedTiles');
    expect(sixHours.sums.excludedTiles).toBe(60);
    expect((await statusOf(api, 'latency')).sums).not.toHaveProperty(
      'excludedTiles',
    );
    const { body } = await api.get(EXCLUSIONS);
    expect(body).toEqual({ items: [added.body], totalItems: 1 });
    expect(await marks(api)).toEqual({
      '/services': ['payment-api production'],
      '/portfolio': ['payment-api production'],
      [ROLLUPS]: ['payment-api production'],
    });

    const path = `${EXCLUSIONS}/${added.body.id}`;
    expect((await request(api.app).delete(path)).status).toBe(204);
    expect((await request(api.app).delete(path)).status).toBe(404);
    expect(await statusOf(api, 'availability')).toEqual(before);
    expect((await api.get(EXCLUSIONS)).body.items).toEqual([]);
    expect(Object.values(await marks(api)).flat()).toEqual([]);
  });

  it('come in pages, by start, each once', async () => {
    const api = await withOutage({ databaseId });
    const place = {
      entityRef: 'component:default/payment-api',
      environment: 'production',
      author: 'user:default/mock',
      createdAtMs: api.clock.nowMs,
    };
    // two start together, and the ids are in another order than starts
    for (const [id, hours] of [
      ['a', 9],
      ['b', 3],
      ['c', 5],
      ['d', 5],
      ['e', 1],
    ] as const) {
      const startMs = api.clock.nowMs - hours * HOUR_MS;
      const times = { startMs, endMs: startMs + MINUTE_MS };
      await api.exclusions.add({ ...api.outage, ...place, ...times, id });
    }
    const page = async (query: string) => {
      const { body } = await api.get(`${EXCLUSIONS}?${query}`);
      return { ...body, ids: body.items.map(({ id }: { id: string }) => id) };
    };
    const first = await page('limit=2');
    expect(first).toMatchObject({ ids: ['a', 'c'], totalItems: 5 });
    const second = await page(`limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ ids: ['d', 'b'], totalItems: 5 });
    const last = await page(`limit=2&cursor=${second.nextCursor}`);
    expect(last).toMatchObject({ ids: ['e'], totalItems: 5 });
    expect(last).not.toHaveProperty('nextCursor');
    const all = await page('limit=5');
    expect(all.ids).toEqual(['a', 'c', 'd', 'b', 'e']);
    expect(all).not.toHaveProperty('nextCursor');
  });

  it('keep those of another environment apart', async () => {
    const api = await withOutage({ databaseId });
    await post(api, api.outage, `${EXCLUSIONS}?environment=staging`);
    expect((await api.get(EXCLUSIONS)).body.totalItems).toBe(0);
    expect((await statusOf(api, 'latency')).sums).not.toHaveProperty(
      'excludedTiles',
    );
    const staging = await api.get(`${PATH}?environment=staging`);
    expect(staging.body.slos[0].groups[0].status.sums.excludedTiles).toBe(60);
  });
});

describe('the list of exclusions', () => {
  it.each([
    ['of another environment', 'environment=staging&', (text: string) => text],
    [
      'that was tampered with',
      '',
      (text: string) =>
        `${text.slice(0, -2)}${text.endsWith('A') ? 'BA' : 'AA'}`,
    ],
    ['that is none', '', () => 'x'],
  ])('refuses a cursor %s', async (_which, query, change) => {
    const api = await withOutage();
    await post(api, api.outage);
    await post(api, api.outage);
    const { body } = await api.get(`${EXCLUSIONS}?limit=1`);
    const cursor = change(body.nextCursor);
    const answer = await api.get(`${EXCLUSIONS}?${query}cursor=${cursor}`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.name).toBe('InputError');
  });

  it.each(['0', '201', 'many'])('has no page of %s', async limit => {
    const api = await withOutage();
    const { status } = await api.get(`${EXCLUSIONS}?limit=${limit}`);
    expect(status).toBe(400);
  });
});

describe('an exclusion', () => {
  it('is marked in the history and leaves the rest of it as it is', async () => {
    const api = await withOutage();
    const history = async () =>
      (await api.get(`${PATH}/slos/availability/history`)).body.points;
    const before = await history();
    const { startMs } = api.outage;
    await post(api, { ...api.outage, endMs: startMs + 90 * MINUTE_MS });
    const after = await history();
    const points = after.filter((point: object) => 'excluded' in point);
    expect(points).toMatchObject([
      { startMs, bad: 0, total: 0, coverage: 1, excluded: 1 },
      { startMs: startMs + HOUR_MS, bad: 30, total: 3000, excluded: 0.5 },
    ]);
    const counts = (all: { startMs: number; bad: number; total: number }[]) =>
      all
        .filter(point => point.startMs < startMs)
        .map(({ bad, total }) => [bad, total]);
    expect(counts(after)).toEqual(counts(before));
    const { remaining } = await statusOf(api, 'availability');
    expect(after.at(-1).remaining).toBeCloseTo(remaining, 9);
  });

  it('that covers all of an hour leaves it unknown, not healthy', async () => {
    const api = await withOutage();
    const nowMs = api.clock.nowMs;
    await post(api, {
      ...api.outage,
      startMs: nowMs - 60 * 24 * HOUR_MS,
      endMs: nowMs + HOUR_MS,
    });
    expect(await statusOf(api, 'availability')).toMatchObject({
      state: 'unknown',
      remaining: null,
      coverage: 0,
    });
  });

  it.each<[string, object, string, string]>([
    ['ends before it starts', { endMs: 0 }, 'exclusion-time-invalid', 'endMs'],
    [
      'is empty',
      { startMs: 1.8e12, endMs: 1.8e12 },
      'exclusion-ends-before-start',
      'endMs',
    ],
    [
      'is in no zone',
      { timeZone: 'Moon/Base' },
      'unknown-time-zone',
      'timeZone',
    ],
    ['explodes', { rrule: 'FREQ=HOURLY' }, 'exclusion-rule-too-often', 'rrule'],
    ['is for no SLO', { slo: 'nope' }, 'unknown-slo', 'slo'],
  ])('that %s is refused with its place', async (_why, fields, code, path) => {
    const api = await withOutage();
    const { status, body } = await post(api, { ...api.outage, ...fields });
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.diagnostics).toMatchObject([
      { severity: 'error', code, path },
    ]);
    expect((await api.get(EXCLUSIONS)).body.items).toEqual([]);
    expect(Object.values(await marks(api)).flat()).toEqual([]);
  });

  it.each(databases.eachSupportedId())(
    'that cannot be stored is refused with its place on %s',
    async databaseId => {
      const api = await withOutage({ databaseId });
      const { startMs, endMs } = api.outage;
      for (const fields of [
        { name: ' ' },
        { name: 'a\0b' },
        { reason: '   ' },
        { reason: 'a\0b' },
        { startMs: startMs + 0.5 },
        { endMs: endMs + 0.5 },
      ]) {
        const { status, body } = await post(api, { ...api.outage, ...fields });
        expect(status).toBe(400);
        expect(body.error.name).toBe('InputError');
        const [path] = Object.keys(fields);
        expect(body.error.diagnostics).toMatchObject([{ path }]);
      }
      expect((await api.get(EXCLUSIONS)).body.items).toEqual([]);
    },
  );

  it.each([
    [{ reason: '' }],
    [{ author: 'user:default/other' }],
    [{ startMs: '2026-01-01' }],
    [{ name: 'x'.repeat(101) }],
  ])('with %j does not follow the document', async fields => {
    const api = await withOutage();
    const { status } = await post(api, { ...api.outage, ...fields });
    expect(status).toBe(400);
  });

  it('needs its own permission', async () => {
    const api = await withOutage({ deny: ['nthlayer.slo.exclude'] });
    expect((await post(api, api.outage)).status).toBe(403);
    expect((await api.get(EXCLUSIONS)).body.items).toEqual([]);
    expect((await request(api.app).delete(`${EXCLUSIONS}/x`)).status).toBe(403);
    const hidden = '/services/component/default/hidden/exclusions';
    expect((await post(api, api.outage, hidden)).status).toBe(404);
  });

  it('leaves those of a spec file to the spec file', async () => {
    const api = await withOutage();
    await api.exclusions.add({
      ...api.outage,
      id: 'spec-1',
      entityRef: 'component:default/payment-api',
      environment: 'production',
      author: 'nthlayer.yaml:7',
      createdAtMs: api.clock.nowMs,
    });
    const answer = await request(api.app).delete(`${EXCLUSIONS}/spec-1`);
    expect(answer.status).toBe(400);
    expect((await api.get(EXCLUSIONS)).body.totalItems).toBe(1);
  });

  it('is stored, audited and removed though its budgets cannot be computed at once', async () => {
    const api = await withOutage();
    const event = { success: jest.fn(), fail: jest.fn() };
    api.auditor.createEvent.mockResolvedValue(event);
    const locked = jest
      .spyOn(api.slos, 'listActive')
      .mockRejectedValue(new Error('database is locked'));
    const added = await post(api, api.outage);
    locked.mockRestore();
    expect(added.status).toBe(201);
    const untouched = await statusOf(api, 'availability');
    expect(untouched.sums).not.toHaveProperty('excludedTiles');
    const nextTick = () => {
      api.clock.nowMs += MINUTE_MS;
      return api.tick.run(signal);
    };
    await nextTick();
    const { sums } = await statusOf(api, 'availability');
    expect(sums.excludedTiles).toBe(60);

    jest
      .spyOn(api.slos, 'listActive')
      .mockRejectedValueOnce(new Error('database is locked'));
    const path = `${EXCLUSIONS}/${added.body.id}`;
    expect((await request(api.app).delete(path)).status).toBe(204);
    await nextTick();
    const after = await statusOf(api, 'availability');
    expect(after.sums).not.toHaveProperty('excludedTiles');
    expect(event.success).toHaveBeenCalledTimes(2);
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('that ended longer ago than any window, or stands in the spec file, counts for no limit', async () => {
    const api = await withOutage();
    const place = {
      entityRef: 'component:default/payment-api',
      environment: 'production',
      author: 'user:default/mock',
      createdAtMs: api.clock.nowMs,
    };
    const add = async (prefix: string, times: object, count: number) => {
      for (let at = 0; at < count; at++) {
        const id = `${prefix}-${at}`;
        await api.exclusions.add({ ...api.outage, ...place, ...times, id });
      }
    };
    const years = (ago: number) => {
      const startMs = api.clock.nowMs - ago * 366 * 24 * HOUR_MS;
      return { startMs, endMs: startMs + HOUR_MS };
    };
    await add('once', years(2), 100);
    await add('rule', { ...years(3), rrule: 'FREQ=DAILY;COUNT=9' }, 100);
    await add('spec', {}, 100);
    await add('new', {}, 199);
    expect((await post(api, api.outage)).status).toBe(201);
    const { status, body } = await post(api, api.outage);
    expect(status).toBe(400);
    expect(body.error.diagnostics).toMatchObject([
      { code: 'too-many-exclusions' },
    ]);
    expect((await api.get(EXCLUSIONS)).body.totalItems).toBe(500);
    const { nowMs } = api.clock;
    const loaded = await api.exclusions.list({ effectiveAtMs: nowMs });
    expect(loaded).toHaveLength(300);
    const later = nowMs + 400 * 24 * HOUR_MS;
    expect(await api.exclusions.list({ effectiveAtMs: later })).toEqual([]);
  });

  it('is audited, refused ones too', async () => {
    const api = await withOutage();
    const { createEvent } = api.auditor;
    const event = { success: jest.fn(), fail: jest.fn() };
    createEvent.mockResolvedValue(event);
    const { body } = await post(api, api.outage);
    expect(createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'exclusion-create',
        meta: {
          ...api.outage,
          entityRef: 'component:default/payment-api',
        },
      }),
    );
    expect(event.success).toHaveBeenLastCalledWith({
      meta: { id: body.id, retroactive: true },
    });
    await post(api, { ...api.outage, slo: 'nope' });
    expect(event.fail).toHaveBeenCalledTimes(1);
    await request(api.app).delete(`${EXCLUSIONS}/${body.id}`);
    expect(event.success).toHaveBeenLastCalledWith({
      meta: { exclusion: body },
    });
  });
});
